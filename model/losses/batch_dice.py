"""Soft Dice for each region over the whole batch."""

from __future__ import annotations

from typing import Any

from keras import ops


def batch_dice_loss(truth: Any, probabilities: Any, *, smooth: float = 1.0) -> Any:
    """Return one minus the mean over regions of the soft Dice over all voxels of the batch.

    Summing over the batch first keeps a case without, say, enhancing tumour from being all or nothing.

    Args:
        truth: Shape `(batch, x, y, z, regions)`, 0 to 1.
        probabilities: Same shape, 0 to 1.
        smooth: Added to numerator and denominator, in voxels.

    Source:
        Milletari et al. 2016 (arXiv 1606.04797); over the batch after Isensee et al. 2020 (arXiv 2011.00848).
    """
    axes = (0, 1, 2, 3)
    overlap = ops.sum(truth * probabilities, axis=axes)
    total = ops.sum(truth, axis=axes) + ops.sum(probabilities, axis=axes)
    return 1.0 - ops.mean((2.0 * overlap + smooth) / (total + smooth))
