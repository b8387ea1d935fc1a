"""The anatomy of the synthetic case: which tissue is where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from model.volumes.resample import resample

__all__ = ["Anatomy", "Tissue", "draw_anatomy", "smooth_noise"]

_FIELD_OF_VIEW = (240.0, 240.0, 155.0)
"""What is drawn, in mm of a grown-up head; other shapes show the same head with larger or smaller voxels."""

_COARSE = 4.0
"""Voxel size at which smooth noise is drawn, mm; the same for every shape, and so are the folds."""


class Tissue(IntEnum):
    """Name what a voxel holds."""

    AIR = 0
    FLUID = 1
    GREY = 2
    WHITE = 3
    OEDEMA = 4
    NECROSIS = 5
    ENHANCING = 6


_LABELS = {Tissue.NECROSIS: 1, Tissue.OEDEMA: 2, Tissue.ENHANCING: 4}

_TUMOUR_CENTRE = (31.0, 20.0, 21.0)
_NECROSIS_RADIUS = 10.0
_CORE_RADIUS = 17.0
_OEDEMA_RADIUS = 29.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Anatomy:
    """Hold the tissue of each voxel.

    Args:
        tissue: values of `Tissue` (X, Y, Z), uint8, canonical.
    """

    tissue: NDArray[np.uint8]

    @property
    def labels(self) -> NDArray[np.uint8]:
        """The true mask, in BraTS labels."""
        table = np.zeros(len(Tissue), dtype=np.uint8)
        for tissue, label in _LABELS.items():
            table[tissue] = label
        return table[self.tissue]


def draw_anatomy(shape: tuple[int, int, int], *, random: np.random.Generator) -> Anatomy:
    """Draw a brain without its skull, and a tumour.

    Args:
        shape: voxels along x, y, z.
        random: draws the folds and the outline of the tumour.
    """
    x, y, z = _places(shape)
    # Where smooth noise changes its sign it makes sheets that wind like sulci.
    folds = smooth_noise(shape, width=4.5, random=random)
    sheet = np.abs(folds)
    depth = _depth(x, y, z) + 2.0 * smooth_noise(shape, width=14.0, random=random)
    tissue = np.full(shape, Tissue.AIR, dtype=np.uint8)
    tissue[depth > 0] = Tissue.WHITE
    tissue[(depth > 0) & ((depth < 4) | (sheet < 0.65 - depth / 35))] = Tissue.GREY
    tissue[(tissue > 0) & _deep_grey(x, y, z)] = Tissue.GREY
    tissue[(depth > 0) & ((depth < 1.5) | (sheet < 0.22 - depth / 80))] = Tissue.FLUID
    fissure = (np.abs(x) < 1.3 + 0.4 * folds) & ((z > 24) | (np.abs(y) > 48)) & (z > -30)
    tissue[(tissue > 0) & (fissure | _ventricles(x, y, z))] = Tissue.FLUID
    _draw_tumour(tissue, places=(x, y, z), random=random)
    return Anatomy(tissue=tissue)


def smooth_noise(shape: tuple[int, int, int], *, width: float, random: np.random.Generator) -> NDArray[np.float32]:
    """Draw noise of variance 1 that changes over some millimetres.

    Args:
        shape: voxels along x, y, z.
        width: standard deviation of the Gaussian that smooths it, mm.
        random: draws it.
    """
    coarse = tuple(int(np.ceil(length / _COARSE)) + 2 for length in _FIELD_OF_VIEW)
    noise = ndimage.gaussian_filter(random.standard_normal(coarse, dtype=np.float32), width / _COARSE, mode="nearest")
    noise /= noise.std()
    target = [length / size for length, size in zip(_FIELD_OF_VIEW, shape, strict=True)]
    return np.asarray(resample(noise, shape=shape, spacing=(_COARSE,) * 3, target=target), dtype=np.float32)


def _places(shape: tuple[int, int, int]) -> list[NDArray[np.float32]]:
    """Give x, y and z of all voxels in mm from the centre, ready to broadcast."""
    axes = [
        ((np.arange(size) - (size - 1) / 2) * length / size).astype(np.float32)
        for size, length in zip(shape, _FIELD_OF_VIEW, strict=True)
    ]
    return list(np.meshgrid(*axes, indexing="ij", sparse=True))


def _ellipsoid(
    x: NDArray[np.float32],
    y: NDArray[np.float32],
    z: NDArray[np.float32],
    *,
    centre: tuple[float, float, float],
    radii: tuple[float, float, float],
) -> NDArray[np.float32]:
    """Give the distance from the centre, 1 on the surface."""
    terms = [((place - middle) / radius) ** 2 for place, middle, radius in zip((x, y, z), centre, radii, strict=True)]
    return np.asarray(np.sqrt(terms[0] + terms[1] + terms[2]), dtype=np.float32)


def _depth(x: NDArray[np.float32], y: NDArray[np.float32], z: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give the distance below the surface of the brain in mm, about, and below 0 outside."""
    cerebrum = (1 - _ellipsoid(x, y, z, centre=(0, 0, -2), radii=(69, 86, 68))) * 70
    # The temporal and frontal lobes end well above the brain stem.
    cerebrum = np.minimum(cerebrum, z + 42 + 6 * np.cos(y / 18))
    cerebellum = (1 - _ellipsoid(x, y, z, centre=(0, -44, -43), radii=(50, 32, 24))) * 30
    stem = (1 - _ellipsoid(x, y, z, centre=(0, -16, -50), radii=(13, 13, 30))) * 13
    return np.asarray(np.maximum(cerebrum, np.maximum(cerebellum, stem)), dtype=np.float32)


def _deep_grey(x: NDArray[np.float32], y: NDArray[np.float32], z: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Find the thalami and the putamina."""
    side = np.abs(x)
    thalamus = _ellipsoid(side, y, z, centre=(11, -12, 0), radii=(8, 15, 9)) < 1
    putamen = _ellipsoid(side, y, z, centre=(26, 8, -2), radii=(5, 17, 10)) < 1
    return np.asarray(thalamus | putamen)


def _ventricles(x: NDArray[np.float32], y: NDArray[np.float32], z: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Find the lateral ventricles, which bend outwards at the back, and the third."""
    side = np.abs(x)
    body = _ellipsoid(side - 0.004 * (y - 8) ** 2, y, z, centre=(8, -4, 13), radii=(6, 36, 8)) < 1
    third = _ellipsoid(x, y, z, centre=(0, -8, 0), radii=(2.5, 14, 9)) < 1
    return np.asarray(body | third)


def _draw_tumour(
    tissue: NDArray[np.uint8], *, places: tuple[NDArray[np.float32], ...], random: np.random.Generator
) -> None:
    """Put a glioblastoma into the right hemisphere: necrosis, a ring that enhances, oedema along the white matter."""
    shape = (tissue.shape[0], tissue.shape[1], tissue.shape[2])
    x, y, z = places
    distance = _ellipsoid(x, y, z, centre=_TUMOUR_CENTRE, radii=(1, 1.15, 0.95))
    outline = smooth_noise(shape, width=7.0, random=random)
    spread = smooth_noise(shape, width=9.0, random=random)
    inner = distance + 2.0 * smooth_noise(shape, width=5.0, random=random)
    brain = (tissue != Tissue.AIR) & (x > 2)
    reach = distance + 8.0 * spread
    # Oedema follows the white matter and stops at the cortex.
    tissue[brain & (tissue == Tissue.WHITE) & (reach < _OEDEMA_RADIUS)] = Tissue.OEDEMA
    tissue[brain & (tissue == Tissue.GREY) & (reach < 0.6 * _OEDEMA_RADIUS)] = Tissue.OEDEMA
    core = brain & (distance + 2.0 * outline < _CORE_RADIUS)
    tissue[core] = Tissue.ENHANCING
    tissue[core & (inner < _NECROSIS_RADIUS)] = Tissue.NECROSIS
