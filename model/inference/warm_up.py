"""Run a network once before the first study comes, and see what it takes."""

from __future__ import annotations

import math

import numpy as np

from model.inference.peak_memory import PeakMemory
from model.inference.runtimes.base import Runtime

_LEAST = 100.0
"""Bytes a voxel of input and output alone, where the kernel does not say how memory grew."""


def warm_up(runtime: Runtime, *, shape: tuple[int, int, int]) -> float:
    """Trace or compile the network for a usual study, and return the bytes that a voxel of its input took.

    Args:
        runtime: Freshly loaded: what it holds for a later run would not be seen to grow.
        shape: Voxels of a usual study, multiples of what the network takes.
    """
    nothing = np.zeros((1, *shape, runtime.channels), np.float32)
    with PeakMemory() as memory:
        runtime.logits(nothing)
    return max(_LEAST, memory.growth / math.prod(shape))
