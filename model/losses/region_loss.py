"""The loss that the shipped network is trained with."""

from __future__ import annotations

from typing import Any

from keras import ops

from model.losses.batch_dice import batch_dice_loss


def region_loss(truth: Any, logits: Any) -> Any:
    """Return batch Dice plus binary cross-entropy, each averaged over the regions.

    Args:
        truth: Shape `(batch, x, y, z, regions)`, the share of each voxel in each region, 0 to 1.
        logits: Same shape, before the sigmoid.

    Source:
        Isensee et al. 2020, section 3.2 (arXiv 2011.00848).
    """
    truth = ops.cast(truth, "float32")
    logits = ops.cast(logits, "float32")
    # max(x, 0) - x t + log(1 + exp(-|x|)) is the cross-entropy of a sigmoid without overflow.
    crossentropy = ops.mean(ops.relu(logits) - logits * truth + ops.log1p(ops.exp(-ops.abs(logits))))
    return crossentropy + batch_dice_loss(truth, ops.sigmoid(logits))
