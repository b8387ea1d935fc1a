"""Batch Dice of sigmoids, without a cross-entropy beside it."""

from __future__ import annotations

from typing import Any

from keras import ops

from model.losses.batch_dice import batch_dice_loss


def region_dice(truth: Any, logits: Any) -> Any:
    """Return one minus the mean over regions of the soft Dice between regions and the sigmoids of logits.

    Args:
        truth: Shape `(batch, x, y, z, regions)`, the share of each voxel in each region, 0 to 1.
        logits: Same shape, before the sigmoid.
    """
    return batch_dice_loss(ops.cast(truth, "float32"), ops.sigmoid(ops.cast(logits, "float32")))
