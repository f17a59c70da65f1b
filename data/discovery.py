"""Finds the one declared object in each file of a plug-in folder."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TypeVar

from data.errors import DeclarationError

T = TypeVar("T")


def discover(package: ModuleType, name: str, kind: type[T]) -> tuple[T, ...]:
    """Every `name` declared by the modules of `package`, in the order of their file names.

    Raises DeclarationError when a module lacks it, or declares it as something else: a file that
    is silently skipped is a measure that silently vanishes.
    """
    found = []
    for info in iter_modules(package.__path__):
        if info.name.startswith("_"):
            continue
        module = import_module(f"{package.__name__}.{info.name}")
        declared = getattr(module, name, None)
        if not isinstance(declared, kind):
            raise DeclarationError(
                f"{module.__file__}: found {name} = {declared!r}, "
                f"expected {name} = {kind.__name__}(...)."
            )
        found.append(declared)
    return tuple(found)
