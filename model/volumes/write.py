"""Masks, and how unsure they are, as NIfTI files for download."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from model.volumes.header import UploadedHeader, read_header
from model.volumes.limits import VolumeLimits
from model.volumes.output import GridName, header_bytes, open_output, output_header
from model.volumes.stream import ByteStream

__all__ = ["read_uploaded_header", "write_mask", "write_uncertainty"]

_INTENT_LABEL = 1002
_INTENT_ESTIMATE = 1001
_UNDECIDED = 255


def write_mask(
    labels: NDArray[np.uint8],
    *,
    like: Path | UploadedHeader,
    path_or_fileobj: Path | BinaryIO,
    grid: GridName = "uploaded",
) -> None:
    """Write a label volume so that it lays over the uploaded file in any tool.

    Equal labels give equal bytes.

    Args:
        labels: (X, Y, Z) on the canonical grid.
        like: the uploaded file, or its header, whose grid is written.
        path_or_fileobj: a path (.nii is written plain, anything else compressed) or an open binary file.
        grid: "uploaded", with sform, qform, codes and units copied bit for bit, or "canonical", in RAS+.

    Raises:
        ValueError: if labels are not uint8 on that grid, or the grid has another name.
        VolumeError: if `like` is refused.
    """
    with _on_grid(labels, like=like, path_or_fileobj=path_or_fileobj, grid=grid) as header:
        header["intent_code"] = _INTENT_LABEL
        header["intent_name"] = b"labels"
        header["cal_max"] = labels.max()


def write_uncertainty(
    uncertainty: NDArray[np.uint8],
    *,
    like: Path | UploadedHeader,
    path_or_fileobj: Path | BinaryIO,
    grid: GridName = "uploaded",
) -> None:
    """Write how unsure a mask is, 0 sure to 1 undecided, so that it lays over the uploaded file in any tool.

    Args:
        uncertainty: (X, Y, Z) on the canonical grid, 0 sure to 255 undecided; kept as bytes, with a slope of 1/255.
        like: the uploaded file, or its header, whose grid is written.
        path_or_fileobj: a path (.nii is written plain, anything else compressed) or an open binary file.
        grid: as of `write_mask`.

    Raises:
        ValueError: if they are not uint8 on that grid, or the grid has another name.
        VolumeError: if `like` is refused.
    """
    with _on_grid(uncertainty, like=like, path_or_fileobj=path_or_fileobj, grid=grid) as header:
        header["scl_slope"] = 1 / _UNDECIDED
        header["intent_code"] = _INTENT_ESTIMATE
        header["intent_name"] = b"uncertainty"
        header["cal_max"] = 1.0


@contextmanager
def _on_grid(
    voxels: NDArray[np.uint8], *, like: Path | UploadedHeader, path_or_fileobj: Path | BinaryIO, grid: GridName
) -> Iterator[Any]:
    """Give a header of that grid to be completed; then write it with the voxels."""
    uploaded = like if isinstance(like, UploadedHeader) else read_uploaded_header(like)
    if voxels.dtype != np.uint8 or voxels.shape != uploaded.grid.shape:
        raise ValueError(
            f"expected uint8 voxels of shape {uploaded.grid.shape}. Received: {voxels.dtype} {voxels.shape}"
        )
    header = output_header(uploaded, dtype=np.dtype(np.uint8), grid=grid)
    yield header
    stored = uploaded.orientation.to_uploaded(voxels) if grid == "uploaded" else voxels
    with open_output(path_or_fileobj) as output:
        output.write(header_bytes(header))
        output.write(stored.tobytes(order="F"))


def read_uploaded_header(path: Path) -> UploadedHeader:
    """Read the header of an uploaded file; its size was checked when it was accepted.

    Raises:
        VolumeError: if it is refused.
    """
    with ByteStream(path, max_bytes=VolumeLimits().max_bytes) as stream:
        return read_header(stream, slices=1)
