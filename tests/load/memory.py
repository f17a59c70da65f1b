"""How much memory the processes of a server hold."""

from pathlib import Path


def memory_of_children(pid: int) -> list[float]:
    """MB of each process that this one has forked; nothing where the system does not tell."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.is_file():
        return []
    return sorted(held for one in children.read_text().split() if (held := _resident(int(one))))


def _resident(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    held = [line.split() for line in lines if line.startswith("VmRSS:")]
    return int(held[0][1]) / 1024 if held else 0.0
