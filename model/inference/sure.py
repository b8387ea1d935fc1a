"""How much of a region a network is sure of."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from model.tasks.card import TaskCard

SURE = 0.9
"""A network is sure of a voxel from this calibrated probability on."""


def sure_volumes(
    probabilities: NDArray[np.float32], *, task: TaskCard, spacing: tuple[float, float, float]
) -> dict[str, float]:
    """Return by region the volume, mm³, of the voxels that were decided for it and that the network is sure of.

    Args:
        probabilities: Shape `(x, y, z, regions)`, calibrated, in the order of the task's regions.
        task: Its regions, outer to inner.
        spacing: Millimetres between voxels.
    """
    inside = np.ones(probabilities.shape[:-1], bool)
    volumes: dict[str, float] = {}
    for index, region in enumerate(task.regions):
        inside &= probabilities[..., index] >= 0.5
        sure = int(np.count_nonzero(inside & (probabilities[..., index] >= SURE)))
        volumes[region.id] = sure * math.prod(spacing)
    return volumes
