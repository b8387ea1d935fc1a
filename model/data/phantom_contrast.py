"""How the tissues of the synthetic case look in each modality."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from model.data.phantom_anatomy import Anatomy, Tissue, smooth_noise

__all__ = ["MODALITIES", "draw_modality"]

MODALITIES = ("flair", "t1", "t1ce", "t2")

_WHITE_MATTER = 600.0
"""Value of what the table below calls 1; MRI has no unit."""

# Signal by tissue: air, fluid, grey matter, white matter, oedema, necrosis, enhancing tumour.
_SIGNAL = {
    "flair": (0.0, 0.30, 1.00, 0.85, 1.75, 1.15, 1.50),
    "t1": (0.0, 0.35, 0.78, 1.00, 0.75, 0.55, 0.78),
    "t1ce": (0.0, 0.36, 0.80, 1.00, 0.76, 0.52, 1.75),
    "t2": (0.0, 2.10, 1.05, 0.80, 1.60, 1.85, 1.30),
}

_BLUR = 0.7
"""Standard deviation of the point spread, voxels."""

_BIAS = 0.06
"""Relative standard deviation of the uneven coil sensitivity, over about 40 mm."""

_TEXTURE = 0.04
"""Relative standard deviation within one tissue, over a few mm."""

_NOISE = 0.025
"""Standard deviation of the scanner's noise, in units of white matter."""


def draw_modality(anatomy: Anatomy, *, modality: str, random: np.random.Generator) -> NDArray[np.int16]:
    """Draw what a scanner would show, with the background at 0 as after skull stripping.

    Args:
        anatomy: which tissue is where.
        modality: one of `MODALITIES`.
        random: draws bias field, texture and noise.
    """
    tissue = anatomy.tissue
    shape = (tissue.shape[0], tissue.shape[1], tissue.shape[2])
    signal = np.array(_SIGNAL[modality], dtype=np.float32)
    assert len(signal) == len(Tissue)
    brain = tissue != Tissue.AIR
    image = ndimage.gaussian_filter(signal[tissue], _BLUR, mode="nearest")[brain]
    image *= 1 + _BIAS * smooth_noise(shape, width=40.0, random=random)[brain]
    image *= 1 + _TEXTURE * smooth_noise(shape, width=3.0, random=random)[brain]
    # The magnitude of a complex signal: Rician noise (Gudbjartsson and Patz, 1995).
    real = image + _NOISE * random.standard_normal(image.shape, dtype=np.float32)
    imaginary = _NOISE * random.standard_normal(image.shape, dtype=np.float32)
    values = np.zeros(shape, dtype=np.int16)
    values[brain] = np.clip(np.rint(_WHITE_MATTER * np.hypot(real, imaginary)), 1, 4000)
    return values
