"""How much of the expert's mask was found."""

from __future__ import annotations

from model.metrics.counts import Counts


def sensitivity(counts: Counts) -> float:
    """Return the share of the expert's mask that lies inside the prediction; 1 where both are empty, 0 where one is.

    An empty expert's mask leaves nothing to find. Where something was predicted nevertheless, the value is the worst
    one and not a gap, so that a case in which the network was wrong cannot drop out of a mean.

    Args:
        counts: Of the expert's and the predicted mask.
    """
    if counts.truth == 0:
        return 1.0 if counts.prediction == 0 else 0.0
    return counts.both / counts.truth
