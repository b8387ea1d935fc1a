"""Values as distances to the mean of the brain in their axial slice."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from model.inference.scaling.z_score import z_score


def slice_z_score(channel: NDArray[np.float32], *, brain: NDArray[np.bool_]) -> Callable[[slice], NDArray[np.float32]]:
    """Return what gives a channel with each axial slice z-scored by itself, zero outside the brain.

    A network that learned from slices gathered one by one has never seen what a whole volume's mean would make of them.

    Args:
        channel: Shape `(x, y, z)`.
        brain: Where the brain is, same shape.

    Returns:
        A function from slices along x to their scores.
    """
    slices = [slice(z, z + 1) for z in range(channel.shape[2])]
    # A slice without brain has no mean, and nothing in it is asked for.
    scored = [
        z_score(channel[..., one], brain=brain[..., one]) if brain[..., one].any() else _nothing for one in slices
    ]

    def of(rows: slice) -> NDArray[np.float32]:
        values = np.zeros_like(channel[rows])
        for one, score in zip(slices, scored, strict=True):
            values[..., one] = score(rows)
        return values

    return of


def _nothing(rows: slice) -> NDArray[np.float32]:
    return np.zeros(1, np.float32)
