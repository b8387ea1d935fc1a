"""The header of an uploaded NIfTI file: read, checked and put into terms of space."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any

import nibabel
import numpy as np
from numpy.typing import NDArray

from model.errors import VolumeError
from model.volumes.affine import read_affines
from model.volumes.grid import Grid
from model.volumes.orientation import Orientation
from model.volumes.stream import ByteStream

__all__ = ["UploadedHeader", "read_header"]

_NIFTI_1 = 348
_NIFTI_2 = 540
_KINDS: dict[int, Any] = {_NIFTI_1: nibabel.Nifti1Header, _NIFTI_2: nibabel.Nifti2Header}
_SINGLE_FILE = (b"n+1", b"n+2")
_HEADER_AND_IMAGE = (b"ni1", b"ni2")

_DTYPES = {2: "u1", 4: "i2", 8: "i4", 16: "f4", 64: "f8", 256: "i1", 512: "u2", 768: "u4", 1024: "i8", 1280: "u8"}
_OTHER_DTYPES = {
    1: "single bits",
    32: "complex numbers",
    128: "colours (RGB)",
    1536: "128-bit floating point",
    1792: "complex numbers",
    2048: "complex numbers",
    2304: "colours (RGBA)",
}


@dataclass(frozen=True, kw_only=True, eq=False)
class UploadedHeader:
    """Hold what the header of an uploaded file says.

    Args:
        nifti: nibabel's header, untouched.
        shape: voxels along the uploaded axes.
        dtype: number format of the stored values, with its byte order.
        offset: where the voxels begin, in bytes.
        slope: real value = slope x stored value + intercept; never 0.
        intercept: see `slope`.
        sform: 4x4 matrix to RAS+ mm, None where its code is 0.
        qform: 4x4 matrix to RAS+ mm, None where its code is 0.
    """

    nifti: Any
    shape: tuple[int, int, int]
    dtype: np.dtype[Any]
    offset: int
    slope: float
    intercept: float
    sform: NDArray[np.float64] | None
    qform: NDArray[np.float64] | None

    @property
    def affine(self) -> NDArray[np.float64]:
        """4x4 matrix from uploaded voxel indices to RAS+ mm: sform's, else qform's."""
        affine = self.qform if self.sform is None else self.sform
        assert affine is not None  # read_header refuses files with neither
        return affine

    @property
    def sform_code(self) -> int:
        """What sform's space is called in NIfTI."""
        return int(self.nifti["sform_code"])

    @property
    def qform_code(self) -> int:
        """What qform's space is called in NIfTI."""
        return int(self.nifti["qform_code"])

    @property
    def orientation(self) -> Orientation:
        """The way to the canonical grid and back."""
        return Orientation.of(self.affine)

    @property
    def grid(self) -> Grid:
        """The canonical grid."""
        orientation = self.orientation
        return Grid(
            shape=orientation.canonical_shape(self.shape),
            affine=orientation.canonical_affine(self.affine, uploaded_shape=self.shape),
        )


def read_header(stream: ByteStream, *, slices: int = 2) -> UploadedHeader:
    """Read the header at the start of a stream.

    Args:
        stream: at its first byte; afterwards past the header, at or before the first voxel.
        slices: fewest that it must have; 1 takes a picture that was written as a volume.

    Raises:
        VolumeError: if it is not the header of one 3-D volume of real numbers with a known place in the patient.
    """
    start = stream.read(_NIFTI_1)
    if start[:4] in (struct.pack("<i", _NIFTI_2), struct.pack(">i", _NIFTI_2)):
        start += stream.read(_NIFTI_2 - _NIFTI_1)
    nifti, length = _nifti(start)
    slope, intercept = _scaling(nifti)
    shape = _shape(nifti, slices=slices)
    sform, qform = read_affines(nifti, shape=shape)
    return UploadedHeader(
        nifti=nifti,
        shape=shape,
        dtype=_dtype(nifti),
        offset=_offset(nifti, length=length),
        slope=slope,
        intercept=intercept,
        sform=sform,
        qform=qform,
    )


def _nifti(start: bytes) -> tuple[Any, int]:
    """Find out which kind of NIfTI a file is, or what it is instead."""
    if not start:
        raise VolumeError("The file is empty.")
    if start[128:132] == b"DICM":
        raise VolumeError("This is a DICOM file. Convert the series to NIfTI first, for example with dcm2niix.")
    if start[:2] == b"PK":
        raise VolumeError("This is a zip archive. Unpack it and choose the NIfTI file inside.")
    for length, kind in _KINDS.items():
        for order in "<>":
            if start[:4] != struct.pack(f"{order}i", length) or len(start) < length:
                continue
            magic = start[344:347] if length == _NIFTI_1 else start[4:7]
            if magic in _SINGLE_FILE:
                return kind(start[:length], order, check=False), length
            if magic in _HEADER_AND_IMAGE:
                raise VolumeError("This is one half of a .hdr/.img pair. Save the volume as one .nii or .nii.gz file.")
            if length == _NIFTI_1:
                raise VolumeError(
                    "This is an Analyze 7.5 file, which does not say which side of the patient is left. "
                    "Convert the original images to NIfTI (.nii or .nii.gz)."
                )
    raise VolumeError("This is not a NIfTI file. Choose a .nii or .nii.gz file.")


def _shape(nifti: Any, *, slices: int) -> tuple[int, int, int]:
    dimensions = [int(size) for size in nifti["dim"]]
    count = dimensions[0]
    sizes = dimensions[1 : count + 1]
    if not 1 <= count <= 7 or min(sizes) < 1:
        raise VolumeError("The file is damaged: its header gives no sensible size. Export it again.")
    while len(sizes) > 3 and sizes[-1] == 1:
        sizes.pop()
    if len(sizes) > 3:
        raise VolumeError(
            f"The file holds {' x '.join(map(str, sizes[3:]))} volumes (a {len(sizes)}-D series). "
            "Choose a file with one 3-D volume."
        )
    if len(sizes) < 3 or sizes[2] < min(slices, 2):
        raise VolumeError("The file holds a single slice (2-D). Choose a file with a whole 3-D volume.")
    return (sizes[0], sizes[1], sizes[2])


def _dtype(nifti: Any) -> np.dtype[Any]:
    code = int(nifti["datatype"])
    if code in _DTYPES:
        return np.dtype(_DTYPES[code]).newbyteorder(nifti.endianness)
    kind = _OTHER_DTYPES.get(code, f"an unknown number format (code {code})")
    raise VolumeError(f"The file holds {kind}, not a grey-scale image. Export it with integer or decimal values.")


def _offset(nifti: Any, *, length: int) -> int:
    """Give where the voxels begin; four bytes after the header say whether extensions follow."""
    offset = float(nifti["vox_offset"])
    if not (np.isfinite(offset) and offset >= length + 4 and offset == int(offset)):
        raise VolumeError("The file is damaged: its header does not say where the voxels begin. Export it again.")
    return int(offset)


def _scaling(nifti: Any) -> tuple[float, float]:
    """Give slope and intercept; by the standard a slope of 0 means that values are stored as they are."""
    slope, intercept = float(nifti["scl_slope"]), float(nifti["scl_inter"])
    if slope == 0 or not np.isfinite(slope):
        return 1.0, 0.0
    if not np.isfinite(intercept):
        raise VolumeError("The file is damaged: its header gives no sensible scale of values. Export it again.")
    return slope, intercept
