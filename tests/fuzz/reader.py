"""Read a file in every way in which the product reads files, and say what came of it."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from model.errors import VolumeError
from model.tasks import get_task
from model.volumes import (
    VolumeLimits,
    VolumeSummary,
    inspect_volume,
    read_labels,
    read_volume,
    write_canonical_volume,
    write_clean_volume,
    write_display_volume,
)

__all__ = ["InvalidVolumeError", "judge"]

LIMITS = VolumeLimits(max_bytes=32 << 20)


class InvalidVolumeError(Exception):
    """Report a file that was accepted and makes no volume."""


def judge(path: Path) -> str:
    """Tell whether a file was "accepted" or "refused"; everything else that happens is a fault.

    Raises:
        InvalidVolumeError: if it was accepted and something that every volume promises does not hold.
    """
    for read in (lambda: read_labels(path, task=get_task("brain-tumour"), limits=LIMITS), lambda: _whole(path)):
        try:
            read()
        except VolumeError as error:
            _insist(len(error.message) > 10, "refused without words")
    try:
        summary = inspect_volume(path, limits=LIMITS)
    except VolumeError as error:
        _insist(len(error.message) > 10, "refused without words")
        return "refused"
    _check(path, summary)
    return "accepted"


def _whole(path: Path) -> None:
    volume = read_volume(path, limits=LIMITS)
    _insist(bool(np.isfinite(volume.data).all()), "voxels without a value")
    _insist(volume.data.shape == volume.grid.shape, "another shape")


def _check(path: Path, summary: VolumeSummary) -> None:
    volume = read_volume(path, limits=LIMITS)
    spacing = summary.grid.spacing
    _insist(all(2 <= size <= 512 for size in summary.grid.shape), f"shape {summary.grid.shape}")
    _insist(all(0.19 < size < 10.1 for size in spacing), f"spacing {spacing}")
    _insist(bool(np.linalg.det(summary.grid.affine) > 0), "a canonical grid that is a mirror image")
    low, high = summary.window
    facts = (*spacing, low, high, summary.minimum, summary.maximum, summary.slope, summary.intercept)
    _insist(all(map(math.isfinite, facts)) and low < high and summary.slope > 0, f"facts {facts}")
    near = 1e-5 * max(abs(summary.minimum), abs(summary.maximum))
    _insist(abs(float(volume.data.min()) - summary.minimum) <= near, "another minimum")
    _insist(abs(float(volume.data.max()) - summary.maximum) <= near, "another maximum")
    clean = path.with_suffix(".clean")
    with clean.open("wb") as target:
        write_clean_volume(path, target, limits=LIMITS)
    copy = read_volume(clean, limits=LIMITS)
    _insist(np.array_equal(copy.data, volume.data), "cleaning has changed the voxels")
    _insist(np.array_equal(copy.grid.affine, volume.grid.affine), "cleaning has moved the voxels")
    write_display_volume(clean, path.with_suffix(".npy"), summary, limits=LIMITS)
    canonical = path.with_suffix(".nii")
    write_canonical_volume(clean, canonical, limits=LIMITS)
    again = read_volume(canonical, limits=LIMITS)
    _insist(np.array_equal(again.data, volume.data), "the canonical file holds other voxels")
    _insist(np.allclose(again.grid.affine, volume.grid.affine, atol=1e-2), "the canonical file lies elsewhere")


def _insist(holds: bool, words: str) -> None:
    if not holds:
        raise InvalidVolumeError(words)
