"""An uploaded file as a header and slabs of voxels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.errors import VolumeError
from model.volumes.header import UploadedHeader, read_header
from model.volumes.limits import VolumeLimits
from model.volumes.stream import ByteStream

__all__ = ["VolumeSource", "open_volume"]

_SLAB_BYTES = 2 << 20


class VolumeSource:
    """Give the voxels of a file slab by slab, at bounded memory.

    Args:
        header: its checked header.
        stream: open, within the header.
    """

    def __init__(self, *, header: UploadedHeader, stream: ByteStream, position: int) -> None:
        self.header = header
        self._stream = stream
        self._position = position

    def slabs(self) -> Iterator[tuple[int, NDArray[Any]]]:
        """Yield the first index on the third uploaded axis and the stored values (I, J, depth) from there on.

        A slab is valid until the next one is asked for. After the last, the file is read to its end, so that a
        loop that ran through has seen a whole file with a right checksum.

        Raises:
            VolumeError: if the file is truncated, damaged or too large.
        """
        header = self.header
        rows, columns, slices = header.shape
        slice_bytes = rows * columns * header.dtype.itemsize
        depth = min(slices, max(1, _SLAB_BYTES // slice_bytes))
        buffer = bytearray(depth * slice_bytes)
        if self._stream.skip(header.offset - self._position) < header.offset - self._position:
            raise _truncated(0.0)
        for start in range(0, slices, depth):
            count = min(depth, slices - start)
            view = memoryview(buffer)[: count * slice_bytes]
            if (filled := self._stream.fill(view)) < len(view):
                raise _truncated((start * slice_bytes + filled) / (slices * slice_bytes))
            slab = np.frombuffer(view, dtype=header.dtype).reshape((rows, columns, count), order="F")
            yield start, slab.astype(header.dtype.newbyteorder("="), copy=False)
        self._stream.finish()


@contextmanager
def open_volume(path: Path, *, limits: VolumeLimits) -> Iterator[VolumeSource]:
    """Open a NIfTI-1 or NIfTI-2 file, compressed or not, and check its header.

    Args:
        path: the file.
        limits: what it may measure.

    Raises:
        VolumeError: if the header is refused.
    """
    with ByteStream(path, max_bytes=limits.max_bytes) as stream:
        header = read_header(stream, slices=limits.min_axis)
        _check_size(header, limits=limits)
        yield VolumeSource(header=header, stream=stream, position=stream.count)


def _check_size(header: UploadedHeader, *, limits: VolumeLimits) -> None:
    grid = header.grid
    shape = " x ".join(map(str, grid.shape))
    if max(grid.shape) > limits.max_axis:
        raise VolumeError(f"The volume has {shape} voxels; at most {limits.max_axis} on each axis are accepted.")
    if min(grid.shape) < limits.min_axis:
        raise VolumeError(f"The volume has {shape} voxels; at least {limits.min_axis} on each axis are needed.")
    spacing = " x ".join(f"{size:.4g}" for size in grid.spacing)
    # float32 in the header makes 0.2 mm a little less than 0.2.
    if min(grid.spacing) < limits.min_spacing * (1 - 1e-6) or max(grid.spacing) > limits.max_spacing * (1 + 1e-6):
        raise VolumeError(
            f"The voxels measure {spacing} mm; "
            f"from {limits.min_spacing:g} to {limits.max_spacing:g} mm are accepted. Check the voxel size."
        )
    extent = [size * count for size, count in zip(grid.spacing, grid.shape, strict=True)]
    if max(extent) > limits.max_extent:
        raise VolumeError(
            f"The volume measures {' x '.join(f'{length:.0f}' for length in extent)} mm; "
            f"at most {limits.max_extent:g} mm are accepted. Check the voxel size."
        )
    voxels = int(np.prod(header.shape, dtype=np.int64))
    if header.offset + voxels * header.dtype.itemsize > limits.max_bytes:
        raise VolumeError(
            f"The file is too large: {shape} voxels of {header.dtype.itemsize} bytes are more than "
            f"{limits.max_bytes / (1 << 20):g} MiB, the most that is accepted."
        )


def _truncated(fraction: float) -> VolumeError:
    return VolumeError(
        f"The file is cut off: only {100 * fraction:.0f} % of its voxels are there. "
        "Copy or export it again from the original."
    )
