"""Masks and images as NIfTI files for download."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from model.volumes.header import UploadedHeader, read_header
from model.volumes.limits import VolumeLimits
from model.volumes.output import GridName, header_bytes, open_output, output_header
from model.volumes.stream import ByteStream

__all__ = ["read_uploaded_header", "write_mask"]

_INTENT_LABEL = 1002


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
    uploaded = like if isinstance(like, UploadedHeader) else read_uploaded_header(like)
    if labels.dtype != np.uint8 or labels.shape != uploaded.grid.shape:
        raise ValueError(
            f"expected uint8 labels of shape {uploaded.grid.shape}. Received: {labels.dtype} {labels.shape}"
        )
    header = output_header(uploaded, dtype=np.dtype(np.uint8), grid=grid)
    header["intent_code"] = _INTENT_LABEL
    header["intent_name"] = b"labels"
    header["cal_max"] = labels.max()
    stored = uploaded.orientation.to_uploaded(labels) if grid == "uploaded" else labels
    with open_output(path_or_fileobj) as output:
        output.write(header_bytes(header))
        output.write(stored.tobytes(order="F"))


def read_uploaded_header(path: Path) -> UploadedHeader:
    """Read the header of an uploaded file; its size was checked when it was accepted.

    Raises:
        VolumeError: if it is refused.
    """
    with ByteStream(path, max_bytes=VolumeLimits().max_bytes) as stream:
        return read_header(stream)
