"""Where a NIfTI header says the voxels lie, and whether that can be believed."""

from __future__ import annotations

from typing import Any

import nibabel
import numpy as np
from numpy.typing import NDArray

from model.errors import VolumeError

__all__ = ["read_affines"]

_MILLIMETRES_OR_UNSAID = (0, 2)
_CODES = {0, 1, 2, 3, 4, 5}
_SMALLEST_DETERMINANT = 1e-3
"""Of the three axes as unit vectors; below it they lie all but in one plane."""

_FURTHEST = 1e5
"""Largest number that a matrix to mm can hold in earnest."""

_AGAIN = "Convert the original images again, for example with dcm2niix."


def read_affines(
    nifti: Any, *, shape: tuple[int, int, int]
) -> tuple[NDArray[np.float64] | None, NDArray[np.float64] | None]:
    """Read the matrices from voxel indices to RAS+ mm.

    A header in which both codes are 0 gives no orientation. NIfTI's fallback then is a guess about which side is left,
    and a wrong guess shows a tumour in the other hemisphere, so such a file is refused. So is one whose two
    matrices disagree about the side: viewers that read one or the other would show different patients.

    Args:
        nifti: nibabel's header of a NIfTI-1 or NIfTI-2 file.
        shape: voxels along its axes.

    Returns:
        sform's and qform's matrix; None where its code is 0, never both.

    Raises:
        VolumeError: if no matrix can be trusted.
    """
    if int(nifti["xyzt_units"]) & 0x07 not in _MILLIMETRES_OR_UNSAID:
        raise VolumeError(f"The file gives lengths in another unit than millimetres. {_AGAIN}")
    # Programs disagree about whether a code that the standard does not know switches its matrix on.
    if not {int(nifti["sform_code"]), int(nifti["qform_code"])} <= _CODES:
        raise VolumeError(f"The file is damaged: the kind of orientation in its header is unknown. {_AGAIN}")
    with np.errstate(all="ignore"):  # some broken numbers cannot even be copied
        sform = nifti.get_sform().astype(np.float64) if int(nifti["sform_code"]) > 0 else None
    qform = _qform(nifti) if int(nifti["qform_code"]) > 0 else None
    if sform is None and qform is None:
        raise VolumeError(
            "The file does not say which side of the patient is left: its header has neither an sform nor a qform. "
            + _AGAIN
        )
    for affine in (sform, qform):
        if affine is not None:
            _check(affine, shape=shape)
    if sform is not None and qform is not None and _disagree(sform, qform):
        raise VolumeError(
            "The file contradicts itself about which side of the patient is left: its sform says one thing, its "
            f"qform another. {_AGAIN}"
        )
    return sform, qform


def _qform(nifti: Any) -> NDArray[np.float64]:
    header = nifti.copy()
    if header["pixdim"][0] == 0:
        header["pixdim"][0] = 1  # by the standard, 0 means 1
    try:
        with np.errstate(all="ignore"):  # what comes of broken numbers is checked afterwards
            return np.asarray(header.get_qform(), dtype=np.float64)
    except (ValueError, nibabel.spatialimages.HeaderDataError) as error:
        raise VolumeError(f"The file is damaged: the orientation in its header makes no sense. {_AGAIN}") from error


def _check(affine: NDArray[np.float64], *, shape: tuple[int, int, int]) -> None:
    if not np.isfinite(affine).all():
        raise VolumeError(f"The file is damaged: the orientation in its header is not a number. {_AGAIN}")
    # Any corner may become the first voxel of the canonical grid.
    with np.errstate(over="ignore"):
        reach = np.abs(affine[:3, 3]) + np.abs(affine[:3, :3]) @ (np.array(shape) - 1.0)
    if max(np.abs(affine).max(), reach.max()) > _FURTHEST:
        raise VolumeError(f"The file is damaged: by its header the patient lies more than 100 m away. {_AGAIN}")
    lengths = np.linalg.norm(affine[:3, :3], axis=0)
    with np.errstate(all="ignore"):  # a determinant of nothing makes numpy warn
        flat = lengths.min() <= 0 or not abs(np.linalg.det(affine[:3, :3] / lengths)) >= _SMALLEST_DETERMINANT
    if flat:
        raise VolumeError(
            f"The file is damaged: the orientation in its header is flat, so that voxels lie on each other. {_AGAIN}"
        )


def _disagree(sform: NDArray[np.float64], qform: NDArray[np.float64]) -> bool:
    """Tell whether what is right in one matrix is left in the other, or one is a mirror image of the other.

    Registration, which makes the two differ for good reasons, turns a head by far less than a right angle.
    """
    turn = sform[:3, :3] @ np.linalg.inv(qform[:3, :3])
    return bool(turn[0, 0] <= 0 or np.linalg.det(turn) < 0)
