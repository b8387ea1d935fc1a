"""A whole volume in memory, on the canonical grid."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.errors import VolumeError
from model.volumes.grid import Grid
from model.volumes.header import UploadedHeader
from model.volumes.limits import VolumeLimits
from model.volumes.orientation import Orientation
from model.volumes.source import open_volume

__all__ = ["Volume", "read_volume"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Volume:
    """Hold an image on the canonical grid.

    Args:
        data: real values (X, Y, Z), float32.
        grid: canonical grid.
        orientation: the way from the uploaded grid to the canonical one.
        header: header of the uploaded file.
    """

    data: NDArray[np.float32]
    grid: Grid
    orientation: Orientation
    header: UploadedHeader


def read_volume(path: Path, *, limits: VolumeLimits | None = None) -> Volume:
    """Read an image.

    Args:
        path: .nii or .nii.gz, told apart by content.
        limits: what it may measure; the defaults where None.

    Raises:
        VolumeError: if the file is refused, in words for a radiologist.
    """
    finite = True
    with open_volume(path, limits=limits or VolumeLimits()) as source:
        header = source.header
        orientation = header.orientation
        data = np.empty(header.grid.shape, np.float32)
        # Written through the view that the file sees, so that a volume of half a gigabyte is held once.
        uploaded = orientation.to_uploaded(data)
        plain = header.slope == 1 and header.intercept == 0 and header.dtype.itemsize <= 4
        for start, slab in source.slabs():
            with np.errstate(over="ignore", invalid="ignore"):
                # Through float64, because float32 cannot hold every integer that a slope is applied to.
                real = slab if plain else slab.astype(np.float64) * header.slope + header.intercept
                part = real.astype(np.float32, copy=False)
            finite = finite and bool(np.isfinite(part).all())
            uploaded[:, :, start : start + slab.shape[2]] = part
    if not finite:
        raise VolumeError(
            "Some voxels have no value (NaN or infinite). Export the volume again, or set them to 0 first."
        )
    return Volume(
        data=data,
        grid=header.grid,
        orientation=orientation,
        header=header,
    )
