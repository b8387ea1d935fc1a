"""Cross-entropy over background and regions that lie apart, each voxel weighed."""

from __future__ import annotations

from typing import Any

from keras import ops

from model.losses.weighted_softmax import weighted_softmax_loss


def softmax_loss(truth: Any, logits: Any) -> Any:
    """Return the weighted mean of the voxels' cross-entropy.

    Args:
        truth: Shape `(batch, x, y, z, regions)`, the share of each voxel in each region; or one channel more, the last
            of which is the voxels' weights.
        logits: Shape `(batch, x, y, z, regions + 1)`, of background and then the regions.

    Source:
        See `weighted_softmax_loss`. A voxel is of the class that has most of it.
    """
    truth = ops.cast(truth, "float32")
    regions = logits.shape[-1] - 1
    shares = truth[..., :regions]
    weights = truth[..., regions] if truth.shape[-1] > regions else ops.ones_like(shares[..., 0])
    background = 1.0 - ops.sum(shares, axis=-1, keepdims=True)
    classes = ops.argmax(ops.concatenate([background, shares], axis=-1), axis=-1)
    return weighted_softmax_loss(classes, logits, weights=weights)
