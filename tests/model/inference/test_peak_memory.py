from __future__ import annotations

import numpy as np

from model.inference.peak_memory import PeakMemory

MIB = 1 << 20


def test_sees_what_was_freed_before_the_end() -> None:
    with PeakMemory() as memory:
        block = np.ones(64 * MIB, np.uint8)
        held = block.nbytes
        while memory.growth < held // 2:  # the watcher wakes every few milliseconds
            block += 1
        del block
    assert memory.growth >= held // 2
    assert memory.peak == memory.before + memory.growth


def test_nothing_allocated_is_hardly_anything_grown() -> None:
    with PeakMemory() as memory:
        pass
    assert 0 <= memory.growth < 16 * MIB
