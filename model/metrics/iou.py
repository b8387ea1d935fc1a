"""Intersection over union of two masks."""

from __future__ import annotations

from model.metrics.counts import Counts


def iou(counts: Counts) -> float:
    """Return the voxels inside both masks over those inside either; 1 where both are empty, 0 where one is.

    Args:
        counts: Of the expert's and the predicted mask.

    Source:
        Jaccard 1912; equals dice / (2 - dice).
    """
    return 1.0 if counts.either == 0 else counts.both / counts.either
