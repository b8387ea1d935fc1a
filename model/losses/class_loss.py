"""The loss of the 2024 report, for regions that are given as logits."""

from __future__ import annotations

from typing import Any

from keras import ops

from model.losses.batch_dice import batch_dice_loss

_SMALLEST = 1e-7


def class_loss(truth: Any, logits: Any) -> Any:
    """Return Dice plus categorical cross-entropy over background and the classes that nested regions are made of.

    Args:
        truth: Shape `(batch, x, y, z, regions)`, the share of each voxel in each region, the outermost first.
        logits: Same shape; sigmoids of them that nest, as sums of a softmax do.

    Source:
        The project's report of 2024: Dice and categorical cross-entropy, one to one.
    """
    expected = class_shares(ops.cast(truth, "float32"))
    predicted = class_shares(ops.sigmoid(ops.cast(logits, "float32")))
    surprise = -ops.log(ops.clip(predicted, _SMALLEST, 1.0))
    crossentropy = ops.mean(ops.sum(expected * surprise, axis=-1))
    return crossentropy + batch_dice_loss(expected, predicted)


def class_shares(regions: Any) -> Any:
    """Return the share of background and of what each region has beyond the next inner one.

    Args:
        regions: Shape `(…, regions)`, shares of nested regions, the outermost first.

    Returns:
        Shape `(…, regions + 1)`; adds up to one.
    """
    whole = ops.concatenate([ops.ones_like(regions[..., :1]), regions], axis=-1)
    inner = ops.concatenate([regions, ops.zeros_like(regions[..., :1])], axis=-1)
    return whole - inner
