"""What a channel's values are measured in before the network reads them, one way in a module of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from model.inference.scaling.slice_maximum import slice_maximum
from model.inference.scaling.slice_z_score import slice_z_score
from model.inference.scaling.z_score import z_score

__all__ = ["SCALINGS", "Scaling"]


class Scaling(Protocol):
    """Scale a channel `(x, y, z)` inside a brain mask of the same shape, slab by slab along x."""

    def __call__(
        self, channel: NDArray[np.float32], *, brain: NDArray[np.bool_]
    ) -> Callable[[slice], NDArray[np.float32]]:
        """Return a function from slices along x to their scaled values."""


SCALINGS: Mapping[str, Scaling] = {
    "z-score": z_score,
    "slice-maximum": slice_maximum,
    "slice-z-score": slice_z_score,
}
