"""The loss that the shipped network is trained with."""

from __future__ import annotations

from typing import Any

from model.losses.region_crossentropy import region_crossentropy
from model.losses.region_dice import region_dice


def region_loss(truth: Any, logits: Any) -> Any:
    """Return batch Dice plus binary cross-entropy, each averaged over the regions.

    Args:
        truth: Shape `(batch, x, y, z, regions)`, the share of each voxel in each region, 0 to 1.
        logits: Same shape, before the sigmoid.

    Source:
        Isensee et al. 2020, section 3.2 (arXiv 2011.00848).
    """
    return region_crossentropy(truth, logits) + region_dice(truth, logits)
