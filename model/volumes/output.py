"""NIfTI output: its header, and its bytes compressed the same way every time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

import numpy as np
from isal import igzip

from model.volumes.header import UploadedHeader

__all__ = ["DEMO_DESCRIPTION", "DESCRIPTION", "GridName", "header_bytes", "open_output", "output_header"]

GridName = Literal["uploaded", "canonical"]

_SPACE_FIELDS = (
    "sform_code", "srow_x", "srow_y", "srow_z",
    "qform_code", "quatern_b", "quatern_c", "quatern_d", "qoffset_x", "qoffset_y", "qoffset_z",
    "xyzt_units",
)  # fmt: skip
DESCRIPTION = b"NeuroSlice, for research use only"
DEMO_DESCRIPTION = b"NeuroSlice, synthetic demo case"


def output_header(uploaded: UploadedHeader, *, dtype: np.dtype[Any], grid: GridName) -> Any:
    """Make a little-endian header of the uploaded file's NIfTI version that says the same of space.

    Args:
        uploaded: header of the uploaded file.
        dtype: number format of the values to be written.
        grid: "uploaded" copies the fields of space bit for bit; "canonical" moves both matrices to RAS+.

    Returns:
        nibabel's header; what nobody but the uploaded file's maker knows is left out.

    Raises:
        ValueError: if the grid has another name.
    """
    header = type(uploaded.nifti)(endianness="<")
    header.set_data_dtype(dtype)
    header["descrip"] = DESCRIPTION
    header["scl_slope"], header["scl_inter"] = 1.0, 0.0
    header["xyzt_units"] = uploaded.nifti["xyzt_units"]
    header["vox_offset"] = header.single_vox_offset
    header["magic"] = header.single_magic
    if grid == "uploaded":
        header.set_data_shape(uploaded.shape)
        for field in _SPACE_FIELDS:
            header[field] = uploaded.nifti[field]
        header["pixdim"][:4] = uploaded.nifti["pixdim"][:4]
    elif grid == "canonical":
        header.set_data_shape(uploaded.grid.shape)
        for matrix, code, put in (
            (uploaded.qform, uploaded.qform_code, header.set_qform),
            (uploaded.sform, uploaded.sform_code, header.set_sform),
        ):
            moved = uploaded.orientation.canonical_affine(
                uploaded.affine if matrix is None else matrix, uploaded_shape=uploaded.shape
            )
            put(moved, code)
    else:
        raise ValueError(f"expected grid 'uploaded' or 'canonical'. Received: {grid}")
    return header


def header_bytes(header: Any) -> bytes:
    """Give the bytes before the voxels: the header, and four zeros that say that no extension follows."""
    return bytes(header.binaryblock) + bytes(4)


@contextmanager
def open_output(target: Path | BinaryIO) -> Iterator[BinaryIO]:
    """Open a file for NIfTI bytes; equal content gives equal bytes, since no name or time is kept.

    Compressed by ISA-L at its default level, which takes a fifth of the time of zlib's fastest one at the same size.

    Args:
        target: a path (.nii is written plain, anything else compressed) or an open binary file (compressed).
    """
    if not isinstance(target, Path):
        with igzip.IGzipFile(filename="", mode="wb", fileobj=target, mtime=0) as packed:  # type: ignore[no-untyped-call]
            yield cast(BinaryIO, packed)
        return
    with target.open("wb") as file:
        if target.name.lower().endswith(".nii"):
            yield file
        else:
            with open_output(file) as output:
                yield output
