from __future__ import annotations

import os
from pathlib import Path

from model.inference.available_memory import available_bytes, resident_bytes

GIB = 1 << 30
PAGE = os.sysconf("SC_PAGE_SIZE")


def _system(root: Path, *, free: int, held: int = GIB, groups: str = "0::/\n") -> Path:
    for name, text in {
        "proc/meminfo": f"MemTotal: 1 kB\nMemAvailable:   {free // 1024} kB\n",
        "proc/self/statm": f"9 {held // PAGE} 3 4 5 6 7\n",
        "proc/self/cgroup": groups,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def _group(folder: Path, **values: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in values.items():
        (folder / name.replace("__", ".")).write_text(text + "\n")


def test_the_machine_is_asked(tmp_path: Path) -> None:
    assert available_bytes(budget=64 * GIB, root=_system(tmp_path, free=3 * GIB)) == 3 * GIB


def test_the_budget_holds_what_is_taken_already(tmp_path: Path) -> None:
    assert available_bytes(budget=4 * GIB, root=_system(tmp_path, free=64 * GIB)) == 3 * GIB


def test_nothing_is_left_beyond_the_budget(tmp_path: Path) -> None:
    assert available_bytes(budget=4 * GIB, root=_system(tmp_path, free=64 * GIB, held=5 * GIB)) == 0


def test_a_container_s_limit_counts_and_pages_that_can_be_dropped_are_free(tmp_path: Path) -> None:
    root = _system(tmp_path, free=64 * GIB, groups="0::/one/two\n")
    mount = root / "sys/fs/cgroup"
    _group(mount / "one/two", memory__max="max", memory__current="1")
    stat = f"anon 5\ninactive_file {GIB}"
    _group(mount / "one", memory__max=str(4 * GIB), memory__current=str(3 * GIB), memory__stat=stat)
    assert available_bytes(budget=64 * GIB, root=root) == 2 * GIB


def test_the_older_kind_of_container_counts_too(tmp_path: Path) -> None:
    root = _system(tmp_path, free=64 * GIB, groups="4:cpu:/\n3:memory:/box\n")
    _group(root / "sys/fs/cgroup/memory/box", memory__limit_in_bytes=str(2 * GIB), memory__usage_in_bytes=str(GIB))
    assert available_bytes(budget=64 * GIB, root=root) == GIB


def test_this_process_holds_memory_and_may_take_more() -> None:
    assert resident_bytes() > 0
    assert available_bytes(budget=1 << 60) > 0


def test_a_system_that_says_nothing_gives_a_cautious_number(tmp_path: Path) -> None:
    assert 0 < available_bytes(root=tmp_path) <= 4 * GIB
