"""Dice of each lesion instead of all together, so that a small one counts as much as a large one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.metrics.lesion_parts import LesionParts

DEFINITION = (
    "Lesion-wise Dice is that of BraTS 2023 for glioma: parts of the expert's mask that touch when grown by 3 voxels "
    "are one lesion, lesions up to 50 mm³ are left out, each predicted part that touches a grown lesion belongs to it, "
    "and the Dice of all lesions are added up and divided by the number of lesions and of predicted parts that belong "
    "to none."
)


def lesion_dice(truth: NDArray[np.bool_], prediction: NDArray[np.bool_], *, spacing: Sequence[float]) -> float:
    """Return the mean Dice over the expert's lesions and the predicted ones that are none.

    Args:
        truth: The expert's mask, `(x, y, z)`.
        prediction: The mask to judge, same shape.
        spacing: Millimetres between voxels along each axis.

    Returns:
        1 where there is no lesion to find and none predicted.

    Raises:
        ValueError: If the shapes differ.

    Source:
        The lesion-wise evaluation of BraTS 2023 (`rachitsaluja/BraTS-2023-Metrics`), with its values for glioma. It
        grows lesions by voxels, which are 1 mm there.
    """
    found = LesionParts.of(truth, prediction, spacing=spacing)
    return found.lesion_dice(np.ones(len(found.parts), bool))
