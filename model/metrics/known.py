"""Two masks where something is known of the truth."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["where_known"]


def where_known(
    truth: NDArray[np.uint8], prediction: NDArray[np.uint8], *, unlabelled: int
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return truth and prediction with background in both where nobody said what is there.

    Args:
        truth: Labels, any shape.
        prediction: Same shape.
        unlabelled: What the truth holds where nobody annotated it.
    """
    unknown = truth == unlabelled
    if not unknown.any():
        return truth, prediction
    return np.where(unknown, np.uint8(0), truth), np.where(unknown, np.uint8(0), prediction)
