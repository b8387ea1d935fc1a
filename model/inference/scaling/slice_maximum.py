"""Values as shares of the largest one in their axial slice."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray


def slice_maximum(channel: NDArray[np.float32], *, brain: NDArray[np.bool_]) -> Callable[[slice], NDArray[np.float32]]:
    """Return what gives slices of a channel divided by the maximum of each axial slice, zero outside the brain.

    Args:
        channel: Shape `(x, y, z)`.
        brain: Where the brain is, same shape.

    Returns:
        A function from slices along x to their shares.

    Source:
        The project's report of 2024.
    """
    largest = channel.max(axis=(0, 1))
    scale = np.divide(1.0, largest, out=np.zeros_like(largest), where=largest > 0).astype(np.float32)

    def scaled(rows: slice) -> NDArray[np.float32]:
        values: NDArray[np.float32] = channel[rows] * scale
        values *= brain[rows]
        return values

    return scaled
