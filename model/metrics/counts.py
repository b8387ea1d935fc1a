"""How the voxels of two masks agree and differ."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Counts(NamedTuple):
    """Count voxels by what the expert says and what the prediction says.

    Args:
        both: Inside both masks (true positives).
        only_prediction: Inside the prediction alone (false positives).
        only_truth: Inside the expert's mask alone (false negatives).
        neither: Outside both (true negatives).
    """

    both: int
    only_prediction: int
    only_truth: int
    neither: int

    @property
    def truth(self) -> int:
        """Voxels of the expert's mask."""
        return self.both + self.only_truth

    @property
    def prediction(self) -> int:
        """Voxels of the predicted mask."""
        return self.both + self.only_prediction

    @property
    def either(self) -> int:
        """Voxels inside at least one mask."""
        return self.both + self.only_prediction + self.only_truth


def count_voxels(truth: NDArray[np.bool_], prediction: NDArray[np.bool_]) -> Counts:
    """Count the voxels of two masks.

    Args:
        truth: The expert's mask, any shape.
        prediction: The mask to judge, same shape.

    Raises:
        ValueError: If the shapes differ.
    """
    check_shapes(truth, prediction)
    both = int(np.count_nonzero(truth & prediction))
    in_truth, in_prediction = int(np.count_nonzero(truth)), int(np.count_nonzero(prediction))
    return Counts(
        both=both,
        only_prediction=in_prediction - both,
        only_truth=in_truth - both,
        neither=truth.size - in_truth - in_prediction + both,
    )


def check_shapes(truth: NDArray[np.generic], prediction: NDArray[np.generic]) -> None:
    """Refuse arrays that cannot be compared voxel by voxel.

    Raises:
        ValueError: If the shapes differ.
    """
    if truth.shape != prediction.shape:
        raise ValueError(f"`prediction` must have the shape of `truth`, {truth.shape}. Received: {prediction.shape}")
