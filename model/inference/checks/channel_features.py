"""Numbers that describe one channel, whatever its scanner's scale and whichever side is left."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from model.inference.checks.coarse import Coarse

_PERCENTILES = (2, 10, 25, 50, 75, 90, 98)
_DEPTHS = (0.0, 4.0, 10.0, 20.0, np.inf)
"""Limits of shells below the surface, mm: fluid, cortex, white matter, and what lies around the ventricles."""


def channel_features(coarse: Coarse, channel: str) -> NDArray[np.float64]:
    """Return percentiles, skewness, the mean of each shell below the surface, and the mean step between neighbours.

    Args:
        coarse: With a brain.
        channel: One of its channels.
    """
    image, brain = coarse.values[channel], coarse.brain
    values, depth = image[brain], coarse.depth[brain]
    shells = [
        float(values[(depth > low) & (depth <= high)].mean()) if np.any((depth > low) & (depth <= high)) else 0.0
        for low, high in pairwise(_DEPTHS)
    ]
    skewness = float((values.astype(np.float64) ** 3).mean())
    return np.array([*np.percentile(values, _PERCENTILES), skewness, *shells, _step(image, brain)], np.float64)


def _step(image: NDArray[np.float32], brain: NDArray[np.bool_]) -> float:
    """Return the mean difference between neighbours in the brain: large for noise, small for what is smooth."""
    steps = []
    for axis in range(3):
        both = np.take(brain, range(1, brain.shape[axis]), axis) & np.take(brain, range(brain.shape[axis] - 1), axis)
        difference = np.abs(np.diff(image, axis=axis))[both]
        if difference.size:
            steps.append(float(difference.mean()))
    return float(np.mean(steps)) if steps else 0.0
