"""The part of a volume that the head fills, told from a sample of its voxels."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from model.volumes.box import Box

__all__ = ["head_box"]

# Noise of the air stays below this share of the window.
_DARK = 0.1
# A slice whose sample is brighter in fewer places holds stray voxels, no head.
_STRAY = 0.002
# Of the volume's size on each side, for the dark skin and for what lies between the sampled voxels.
_MARGIN = 0.03


def head_box(
    sample: NDArray[np.floating], *, step: int, shape: tuple[int, int, int], window: tuple[float, float]
) -> Box:
    """Find the box that holds the head, and a little of the air around it.

    Args:
        sample: real values of every so many voxels, in the order of the file (the first axis varies fastest).
        step: how many voxels lie from one to the next.
        shape: voxels along the axes of the file.
        window: real values between which the image shows well.

    Returns:
        Along the axes of the file; the whole volume where nothing stands out.
    """
    low, high = window
    bright = np.flatnonzero(sample > low + _DARK * (high - low))
    sides = []
    for places, size in zip(np.unravel_index(bright * step, shape, order="F"), shape, strict=True):
        counts = np.bincount(places, minlength=size)
        filled = np.flatnonzero(counts > _STRAY * len(sample) / size)
        margin = math.ceil(_MARGIN * size)
        first, last = (filled[0], filled[-1]) if len(filled) else (0, size)
        sides.append((max(0, int(first) - margin), min(size, int(last) + 1 + margin)))
    return sides[0], sides[1], sides[2]
