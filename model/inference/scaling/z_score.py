"""Values as distances to the brain's mean."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray


def z_score(channel: NDArray[np.float32], *, brain: NDArray[np.bool_]) -> Callable[[slice], NDArray[np.float32]]:
    """Return what gives slices of a channel as distances to the brain's mean in standard deviations, zero outside.

    Args:
        channel: Shape `(x, y, z)`.
        brain: Where the brain is, same shape.

    Returns:
        A function from slices along x to their scores.
    """
    count = int(np.count_nonzero(brain))
    mean = sum(float(plane[mask].sum(dtype=np.float64)) for plane, mask in zip(channel, brain, strict=True)) / count
    squares = (
        np.square(plane[mask] - mean, dtype=np.float64).sum() for plane, mask in zip(channel, brain, strict=True)
    )
    deviation = math.sqrt(float(sum(squares)) / count)
    # A channel that is the same everywhere says nothing, and its rounding errors must not be blown up.
    flat = deviation <= 1e-6 * max(1e-12, abs(mean))
    shift, scale = np.float32(mean), np.float32(0.0 if flat else 1.0 / deviation)

    def scored(rows: slice) -> NDArray[np.float32]:
        values: NDArray[np.float32] = (channel[rows] - shift) * scale
        values *= brain[rows]
        return values

    return scored
