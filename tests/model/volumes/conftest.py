"""Small NIfTI files, written byte by byte so that every mistake can be made on purpose."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import nibabel
import numpy as np
import pytest

SaveVolume = Callable[..., Path]

AFFINE = np.array([[1.0, 0, 0, -3], [0, 1.5, 0, -4], [0, 0, 2, -5], [0, 0, 0, 1]])


@pytest.fixture
def image() -> np.ndarray:
    """Give an image whose voxels are all different."""
    return np.arange(1, 5 * 6 * 7 + 1, dtype=np.int16).reshape(5, 6, 7)


@pytest.fixture
def save(tmp_path: Path) -> SaveVolume:
    """Give a function that writes an array as a NIfTI file and returns its path."""

    def write(
        data: np.ndarray,
        *,
        affine: np.ndarray = AFFINE,
        name: str = "volume.nii.gz",
        version: int = 1,
        order: Literal["<", ">"] = "<",
        edit: Callable[[Any], object] | None = None,
        tail: bytes = b"",
    ) -> Path:
        header = (nibabel.Nifti1Header if version == 1 else nibabel.Nifti2Header)(endianness=order)
        header.set_data_dtype(data.dtype)
        header.set_data_shape(data.shape)
        header["magic"] = header.single_magic
        header["vox_offset"] = header.single_vox_offset
        header["scl_slope"], header["scl_inter"] = 0, 0
        header.set_xyzt_units("mm", "sec")
        with np.errstate(all="ignore"):
            header.set_sform(affine, 1)
            if np.isfinite(affine).all() and np.linalg.det(affine):
                header.set_qform(affine, 1)
        if edit is not None:
            edit(header)
        content = header.binaryblock + bytes(4) + data.astype(data.dtype.newbyteorder(order)).tobytes(order="F") + tail
        path = tmp_path / name
        path.write_bytes(gzip.compress(content, 1) if name.endswith(".gz") else content)
        return path

    return write
