"""What the numbers can and cannot say. `from audits import open_city` is where analysts start."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audits.opened import OpenedCity as OpenedCity
    from audits.opened import open_city as open_city

_HERE = Path(__file__).resolve().parents[1]


def _beside_us(name: str) -> None:
    """A user's own folder called `data` must not be taken for ours, silently or half."""
    spec = find_spec(name)
    if not (spec and spec.origin) or Path(spec.origin).resolve().parents[1] != _HERE:
        raise ImportError(
            f"`{name}` is not the one beside {_HERE / 'audits'}: found {spec}. "
            "Start with the command `penumbra`, or rename the other one."
        )


_beside_us("data")


def __getattr__(name: str) -> Any:
    """`open_city` and `OpenedCity` on first use: importing them costs a second."""
    if name in ("open_city", "OpenedCity"):
        from audits import opened  # noqa: PLC0415

        return getattr(opened, name)
    raise AttributeError(f"module `audits` has no `{name}`")
