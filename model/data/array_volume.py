"""A volume from an array in memory, for files that are not NIfTI or hold several volumes."""

from __future__ import annotations

from typing import Any

import nibabel
import numpy as np
from numpy.typing import NDArray

from model.errors import VolumeError
from model.volumes.header import UploadedHeader
from model.volumes.read import Volume

__all__ = ["array_volume"]


def array_volume(array: NDArray[Any], *, affine: NDArray[np.floating[Any]]) -> Volume:
    """Bring an array to the canonical grid.

    Args:
        array: Real values `(I, J, K)` along the axes of its file.
        affine: 4x4 matrix from the file's indices to RAS+ mm.

    Raises:
        VolumeError: If the array is no 3-D volume of finite values, or the affine places it nowhere.
    """
    if array.ndim != 3 or min(array.shape) < 1:
        raise VolumeError(f"The file holds an array of shape {array.shape}, not a 3-D volume.")
    data = np.asarray(array, np.float32)
    if not np.isfinite(data).all():
        raise VolumeError("Some voxels have no value (NaN or infinite).")
    place = np.asarray(affine, np.float64)
    if not np.isfinite(place).all() or abs(np.linalg.det(place[:3, :3])) < 1e-9:
        raise VolumeError("The file does not say where its voxels lie in the patient.")
    nifti: Any = nibabel.Nifti1Header()  # type: ignore[no-untyped-call]
    nifti.set_data_dtype(np.float32)
    nifti.set_data_shape(data.shape)
    nifti.set_sform(place, code=1)
    nifti.set_xyzt_units("mm")
    x, y, z = data.shape
    header = UploadedHeader(
        nifti=nifti,
        shape=(x, y, z),
        dtype=np.dtype(np.float32),
        offset=352,
        slope=1.0,
        intercept=0.0,
        sform=place,
        qform=None,
    )
    orientation = header.orientation
    return Volume(
        data=np.ascontiguousarray(orientation.to_canonical(data)),
        grid=header.grid,
        orientation=orientation,
        header=header,
    )
