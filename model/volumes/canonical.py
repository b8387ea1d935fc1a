"""An uploaded image as a NIfTI file in RAS+."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from model.volumes.limits import VolumeLimits
from model.volumes.output import header_bytes, open_output, output_header
from model.volumes.source import VolumeSource, open_volume

__all__ = ["write_canonical_volume"]

_SLAB_BYTES = 2 << 20


def write_canonical_volume(path: Path, target: Path | BinaryIO, *, limits: VolumeLimits | None = None) -> None:
    """Write an uploaded image with its axes in RAS+ order and its stored values and their scale unchanged.

    Args:
        path: the uploaded file.
        target: a path (.nii is written plain, anything else compressed) or an open binary file (compressed).
        limits: what the file may measure; the defaults where None.

    Raises:
        VolumeError: if the file is refused.
    """
    with open_volume(path, limits=limits or VolumeLimits()) as source, open_output(target) as output:
        dtype = source.header.dtype.newbyteorder("<")
        header = output_header(source.header, dtype=dtype, grid="canonical")
        header["scl_slope"], header["scl_inter"] = source.header.slope, source.header.intercept
        output.write(header_bytes(header))
        for slab in _canonical_slabs(source):
            output.write(slab.astype(dtype, copy=False).tobytes(order="F"))


def _canonical_slabs(source: VolumeSource) -> Iterator[NDArray[Any]]:
    """Yield slabs (X, Y, depth) from inferior to superior, at bounded memory."""
    header = source.header
    orientation = header.orientation
    if orientation.axes[2] == 2 and not orientation.flips[2]:
        for _, slab in source.slabs():
            yield orientation.to_canonical(slab)
        return
    # The file runs along another axis, so that its first slice holds a part of every slab: go by way of the disk.
    with tempfile.TemporaryFile() as file:
        stored = np.memmap(file, dtype=header.dtype.newbyteorder("="), mode="w+", shape=header.grid.shape, order="F")
        uploaded = orientation.to_uploaded(stored)
        for start, slab in source.slabs():
            uploaded[:, :, start : start + slab.shape[2]] = slab
        depth = max(1, _SLAB_BYTES // stored[:, :, 0].nbytes)
        for start in range(0, stored.shape[2], depth):
            yield np.asarray(stored[:, :, start : start + depth])
