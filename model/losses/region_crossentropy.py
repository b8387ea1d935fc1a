"""Binary cross-entropy, averaged over voxels and regions."""

from __future__ import annotations

from typing import Any

from keras import ops


def region_crossentropy(truth: Any, logits: Any) -> Any:
    """Return the binary cross-entropy between regions and the sigmoids of logits.

    Args:
        truth: Shape `(batch, x, y, z, regions)`, the share of each voxel in each region, 0 to 1.
        logits: Same shape, before the sigmoid.
    """
    truth = ops.cast(truth, "float32")
    logits = ops.cast(logits, "float32")
    # max(x, 0) - x t + log(1 + exp(-|x|)) is the cross-entropy of a sigmoid without overflow.
    return ops.mean(ops.relu(logits) - logits * truth + ops.log1p(ops.exp(-ops.abs(logits))))
