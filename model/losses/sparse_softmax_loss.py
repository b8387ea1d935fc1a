"""Cross-entropy of a softmax over background and regions that lie apart, where only some voxels are annotated."""

from __future__ import annotations

from typing import Any

from keras import ops

from model.losses.weighted_softmax import weighted_softmax_loss

__all__ = ["sparse_softmax_loss"]


def sparse_softmax_loss(truth: Any, logits: Any) -> Any:
    """Return the weighted cross-entropy of the annotated voxels; each class of a batch weighs as much as any other.

    Args:
        truth: Shape `(batch, x, y, z, regions + 1)`: the annotated share of each voxel in each region, then its
            annotated share, 0 for what nobody annotated.
        logits: Shape `(batch, x, y, z, regions)`. Background's logit is 0, so that a region is more probable than it
            where the sigmoid of its logit is above one half, which is how masks are decided.

    Source:
        Çiçek et al. 2016, section 2 (arXiv 1606.06650): "Setting the weights of unlabeled pixels to zero makes it
        possible to learn from only the labelled ones"; classes are weighed against how frequent they are, here in the
        batch.
    """
    truth = ops.cast(truth, "float32")
    logits = ops.cast(logits, "float32")
    annotated = truth[..., -1]
    background = annotated - ops.sum(truth[..., :-1], axis=-1)
    shares = ops.concatenate([background[..., None], truth[..., :-1]], axis=-1)
    classes = ops.argmax(shares, axis=-1)
    chosen = ops.one_hot(classes, shares.shape[-1], dtype="float32") * annotated[..., None]
    frequency = ops.sum(chosen, axis=tuple(range(len(shares.shape) - 1)))
    # A class that is not there weighs nothing anyway; it must only not divide by zero.
    weights = ops.sum(chosen / ops.maximum(frequency, 1.0), axis=-1)
    return weighted_softmax_loss(
        classes, ops.concatenate([ops.zeros_like(logits[..., :1]), logits], axis=-1), weights=weights
    )
