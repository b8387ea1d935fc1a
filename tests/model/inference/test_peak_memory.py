from __future__ import annotations

import subprocess
import sys

from model.inference.peak_memory import PeakMemory

MIB = 1 << 20
# In a process of its own: of one that has held gigabytes, the kernel may take back more meanwhile than is grown.
A_BLOCK_THAT_IS_FREED = f"""
import time
import numpy as np
from model.inference.peak_memory import PeakMemory

half = {32 * MIB}
with PeakMemory() as memory:
    block = np.ones(2 * half, np.uint8)
    seen_until = time.monotonic() + 60
    while memory.growth < half and time.monotonic() < seen_until:  # the watcher wakes every few milliseconds
        block += 1
    del block
assert memory.growth >= half, memory.growth
assert memory.peak == memory.before + memory.growth
"""


def test_sees_what_was_freed_before_the_end() -> None:
    ended = subprocess.run([sys.executable, "-c", A_BLOCK_THAT_IS_FREED], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


def test_nothing_allocated_is_hardly_anything_grown() -> None:
    with PeakMemory() as memory:
        pass
    assert 0 <= memory.growth < 16 * MIB
