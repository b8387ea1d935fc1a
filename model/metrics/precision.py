"""How much of the predicted mask is right."""

from __future__ import annotations

from model.metrics.counts import Counts


def precision(counts: Counts) -> float:
    """Return the share of the prediction that lies inside the expert's mask; 1 where both are empty, 0 where one is.

    An empty prediction has no share to give. Where the expert saw something, the value is the worst one and not a
    gap, so that a missed case cannot drop out of a mean.

    Args:
        counts: Of the expert's and the predicted mask.
    """
    if counts.prediction == 0:
        return 1.0 if counts.truth == 0 else 0.0
    return counts.both / counts.prediction
