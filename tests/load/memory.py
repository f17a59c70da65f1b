"""How much memory a server and all its processes hold."""

from pathlib import Path


def memory(pid: int) -> float:
    """MB of a process and all that it has begun; what several share is counted once.

    Nothing where the system does not tell.
    """
    return sum(_proportional(one) for one in _family(pid))


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    begun = children.read_text().split() if children.is_file() else []
    return [pid, *(one for child in begun for one in _family(int(child)))]


def _proportional(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))
