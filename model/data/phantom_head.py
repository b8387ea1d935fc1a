"""A head around a brain whose skull was stripped, to see whether somebody notices."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

__all__ = ["add_head"]

_PADDING = 36.0
"""Room for skull and skin around the brain, mm; the scans at hand end just above it."""

_FLUID, _BONE, _SKIN = 3.0, 8.0, 9.0
"""Thickness of what lies around the brain, mm, about that of a grown-up."""

# Signal of fluid, compact bone, marrow, fat and skin, and muscle, as a share of the brain's median.
_SIGNAL = {
    "flair": (0.35, 0.10, 0.60, 1.20, 0.60),
    "t1": (0.45, 0.10, 1.00, 1.90, 0.75),
    "t1ce": (0.50, 0.10, 1.05, 1.90, 0.90),
    "t2": (1.90, 0.08, 0.70, 1.40, 0.45),
}


def add_head(
    volumes: Mapping[str, NDArray[np.float32]],
    *,
    spacing: tuple[float, float, float],
    random: np.random.Generator,
    air: float = 0.0,
) -> dict[str, NDArray[np.float32]]:
    """Return the volumes with cerebrospinal fluid, skull, marrow, skin with its fat, a face and a neck.

    Args:
        volumes: Canonical, 0 outside the brain, by channel id, on one grid.
        spacing: Millimetres between voxels.
        random: Draws how thick and how bright each part is, and the noise.
        air: Standard deviation of the scanner's noise, as a share of the brain's median; 0 keeps the air at 0.

    Returns:
        Larger volumes, on one grid.
    """
    from scipy import ndimage

    width = [round(_PADDING / size) for size in spacing]
    padded = {channel: np.pad(data, [(side, side) for side in width]) for channel, data in volumes.items()}
    brain = np.any([data != 0 for data in padded.values()], axis=0)
    outside = ndimage.distance_transform_edt(~brain, sampling=spacing)
    fluid = _FLUID * random.uniform(0.5, 1.5)
    bone = fluid + _BONE * random.uniform(0.75, 1.25)
    skin = bone + _SKIN * random.uniform(0.7, 1.3)
    muscle = _face_and_neck(brain) & (outside > bone)
    head = {}
    for channel, data in padded.items():
        inside = data[data != 0]
        median = float(np.median(inside))
        parts = np.array(_SIGNAL[channel], np.float32) * random.uniform(0.8, 1.2, 5).astype(np.float32)
        signal = np.zeros(data.shape, np.float32)
        signal[muscle] = parts[4]
        signal[outside <= skin] = parts[3]
        signal[outside <= bone] = parts[1]
        middle = 0.5 * (fluid + bone)
        signal[np.abs(outside - middle) < 0.2 * (bone - fluid)] = parts[2]
        signal[outside <= fluid] = parts[0]
        texture = ndimage.gaussian_filter(random.standard_normal(data.shape, dtype=np.float32), 2.0)
        signal *= 1 + 0.15 * texture / texture.std()
        values = np.where(brain, data, median * ndimage.gaussian_filter(np.maximum(signal, 0), 0.5))
        values[~brain & (outside > skin) & ~muscle] = 0
        if air:
            # The magnitude of a complex signal: Rician noise (Gudbjartsson and Patz, 1995).
            real, imaginary = air * median * random.standard_normal((2, *data.shape), dtype=np.float32)
            values = np.hypot(values + real, imaginary)
        head[channel] = values.astype(np.float32)
    return head


def _face_and_neck(brain: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return a block below and before the brain, rounded."""
    where = [np.flatnonzero(brain.any(axis=tuple(other for other in range(3) if other != axis))) for axis in range(3)]
    centre = [(side[0] + side[-1]) / 2 for side in where]
    half = [(side[-1] - side[0] + 1) / 2 for side in where]
    x, y, z = np.ogrid[tuple(slice(0, size) for size in brain.shape)]
    face = ((x - centre[0]) / (0.85 * half[0])) ** 2 + ((y - centre[1] - 0.45 * half[1]) / (0.65 * half[1])) ** 2 < 1
    neck = ((x - centre[0]) / (0.7 * half[0])) ** 2 + ((y - centre[1] + 0.45 * half[1]) / (0.5 * half[1])) ** 2 < 1
    return np.asarray((face | neck) & (z < centre[2]))
