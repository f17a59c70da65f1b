"""What people see: pages, and the command that serves them."""

from importlib.util import find_spec
from pathlib import Path

_HERE = Path(__file__).resolve().parents[1]

for _name in ("data", "audits"):
    _spec = find_spec(_name)
    if not (_spec and _spec.origin) or Path(_spec.origin).resolve().parents[1] != _HERE:
        raise ImportError(
            f"`{_name}` is not the one beside {_HERE / 'dashboard'}: found {_spec}. "
            "Start with the command `penumbra`, or rename the other one."
        )
