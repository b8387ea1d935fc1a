"""How much memory may still be taken."""

from __future__ import annotations

import os
from pathlib import Path

WORKER_BYTES = 4 << 30
"""What a worker may use in all, so that it fits beside the others on a machine of its size."""

_UNKNOWN = 2 << 30


def available_bytes(*, budget: int = WORKER_BYTES, root: Path = Path("/")) -> int:
    """Return how much this process may still allocate.

    That is the least of what the machine has left, what its control group (a container) has left, and what its own
    budget has left. Where the kernel does not say, a cautious number.

    Args:
        budget: What this process may hold in all.
        root: Where `proc` and `sys` are mounted.
    """
    limits = [budget - resident_bytes(root=root), _machine(root), _control_group(root)]
    return max(0, min(limit for limit in limits if limit is not None))


def resident_bytes(*, root: Path = Path("/")) -> int:
    """Return how much memory this process holds; 0 where the kernel does not say."""
    words = _text(root / "proc/self/statm").split()
    return int(words[1]) * os.sysconf("SC_PAGE_SIZE") if len(words) > 1 else 0


def _machine(root: Path) -> int | None:
    for line in _text(root / "proc/meminfo").splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return _UNKNOWN


def _control_group(root: Path) -> int | None:
    """Give what the tightest of the groups around this process has left; pages that can be dropped count as free."""
    left = []
    for line in _text(root / "proc/self/cgroup").splitlines():
        _, controllers, name = line.split(":", 2)
        if controllers == "":
            left += _left(root / "sys/fs/cgroup", name, most="memory.max", used="memory.current", old="inactive_file")
        elif "memory" in controllers.split(","):
            left += _left(
                root / "sys/fs/cgroup/memory",
                name,
                most="memory.limit_in_bytes",
                used="memory.usage_in_bytes",
                old="total_inactive_file",
            )
    return min(left, default=None)


def _left(mount: Path, name: str, *, most: str, used: str, old: str) -> list[int]:
    found = []
    folder = mount / name.lstrip("/")
    for group in [folder, *folder.parents]:
        limit, taken = _text(group / most).strip(), _text(group / used).strip()
        if limit.isdigit() and taken.isdigit():
            words = dict(line.split() for line in _text(group / "memory.stat").splitlines())
            found.append(int(limit) - int(taken) + int(words.get(old, 0)))
        if group == mount:
            break
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
