"""How much of what is outside the expert's mask was left alone."""

from __future__ import annotations

from model.metrics.counts import Counts


def specificity(counts: Counts) -> float:
    """Return the share of the voxels outside the expert's mask that lie outside the prediction too.

    It counts every voxel of the volume, air included, and is therefore close to 1 for almost any mask.

    Args:
        counts: Of the expert's and the predicted mask. Where the expert's mask fills the volume, the value is 1.
    """
    outside = counts.neither + counts.only_prediction
    return 1.0 if outside == 0 else counts.neither / outside
