"""Numbers that describe what is not background: how large it is and how its surface looks."""

from __future__ import annotations

import numpy as np

from model.inference.checks.coarse import Coarse

_RIM = 4.0
_RINGS = ((4.0, 8.0), (8.0, 12.0), (12.0, 16.0))


def shape_features(coarse: Coarse) -> dict[str, float]:
    """Return volume in mL, extents in mm, the share of their box that is filled, and the dip below the surface.

    The dip is how much darker the darkest layer below the surface is than the surface: bone under skin and fat. A brain
    without its skull has none, its surface is the darkest layer or nearly so.

    Args:
        coarse: With a brain.
    """
    brain = coarse.brain
    extents = []
    for axis, size in enumerate(coarse.spacing):
        where = np.flatnonzero(brain.any(axis=tuple(other for other in range(3) if other != axis)))
        extents.append(float((where[-1] - where[0] + 1) * size))
    volume = float(np.count_nonzero(brain) * np.prod(coarse.spacing)) / 1000
    return {
        "volume": volume,
        "left_right": extents[0],
        "back_front": extents[1],
        "down_up": extents[2],
        "fill": 1000 * volume / float(np.prod(extents)),
        "dip": _dip(coarse),
    }


def _dip(coarse: Coarse) -> float:
    """Return the mean over channels, in deviations."""
    depth = coarse.depth[coarse.brain]
    rim = depth <= _RIM
    rings = [(depth > low) & (depth <= high) for low, high in _RINGS]
    rings = [ring for ring in rings if ring.any()]
    if not rings or not rim.any():
        return 0.0
    dips = []
    for image in coarse.values.values():
        values = image[coarse.brain]
        dips.append(float(values[rim].mean()) - min(float(values[ring].mean()) for ring in rings))
    return float(np.mean(dips))
