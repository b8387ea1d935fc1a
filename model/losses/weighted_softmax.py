"""Cross-entropy of a softmax in which each voxel counts as much as its weight says."""

from __future__ import annotations

from typing import Any

from keras import ops

__all__ = ["weighted_softmax_loss"]


def weighted_softmax_loss(truth: Any, logits: Any, *, weights: Any) -> Any:
    """Return the weighted mean of the voxels' cross-entropy; voxels of weight 0, such as unlabelled ones, are not seen.

    Args:
        truth: Class of each voxel, whole numbers of shape `(batch, …)`; any number where the weight is 0.
        logits: Shape `(batch, …, classes)`.
        weights: Shape of `truth`, at least 0. Where all are 0, so is the loss.

    Source:
        Ronneberger et al. 2015, equation 1 (arXiv 1505.04597); weights of 0 for unlabelled voxels: Çiçek et al. 2016,
        section 2 (arXiv 1606.06650). Divided by the sum of the weights here, so that its size does not hang on how much
        is labelled.
    """
    logits = ops.cast(logits, "float32")
    weights = ops.cast(weights, "float32")
    classes = logits.shape[-1]
    expected = ops.one_hot(ops.clip(ops.cast(truth, "int32"), 0, classes - 1), classes, dtype="float32")
    surprise = ops.logsumexp(logits, axis=-1) - ops.sum(expected * logits, axis=-1)
    # Not multiplied alone: a weight of 0 would leave an infinite logit's surprise a NaN.
    seen = ops.where(weights > 0, surprise * weights, ops.zeros_like(surprise))
    total = ops.sum(weights)
    return ops.sum(seen) / ops.where(total > 0, total, ops.ones_like(total))
