"""Sound NIfTI files, from which broken ones are made."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

import nibabel
import numpy as np

__all__ = ["DTYPES", "make_file", "seeds"]

DTYPES = ("u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8")
_ORDERS: tuple[Literal["<", ">"], ...] = ("<", ">")
_OBLIQUE = np.array([[-0.9, 0.2, 0.1, 10], [0.2, 1.1, -0.1, -20], [0.1, 0.1, 1.3, 30], [0, 0, 0, 1]])


@cache
def seeds() -> tuple[bytes, ...]:
    """Make one file of every version, byte order and number format."""
    return tuple(_files())


def make_file(
    *,
    version: int = 1,
    order: Literal["<", ">"] = "<",
    dtype: str = "i2",
    shape: tuple[int, int, int] = (6, 5, 7),
    extra: bytes = b"",
) -> bytes:
    """Make a plain file whose voxels are all different, as far as their format can tell.

    Args:
        version: 1 or 2.
        order: "<" or ">".
        dtype: number format of the voxels.
        shape: voxels.
        extra: content of a comment before the voxels; none where it is empty.
    """
    header: Any = (nibabel.Nifti1Header if version == 1 else nibabel.Nifti2Header)(endianness=order)
    header.set_data_dtype(np.dtype(dtype))
    header.set_data_shape(shape)
    header["magic"] = header.single_magic
    header["descrip"] = b"TE=90"
    header["scl_slope"], header["scl_inter"] = 0.5, 3
    header.set_xyzt_units("mm", "sec")
    header.set_sform(_OBLIQUE, 1)
    header.set_qform(_OBLIQUE, 1, strip_shears=True)
    padded = extra + bytes(-(len(extra) + 8) % 16)
    extension = bytes(4)
    if extra:
        size, code = (len(padded) + 8, 6)
        extension = b"\1\0\0\0" + np.array([size, code], dtype=f"{order}i4").tobytes() + padded
    header["vox_offset"] = len(header.binaryblock) + len(extension)
    voxels = (np.arange(np.prod(shape)) % 120).astype(np.dtype(dtype).newbyteorder(order))
    return bytes(header.binaryblock) + extension + voxels.tobytes()


def _files() -> Iterator[bytes]:
    for version, order, dtype in itertools.product((1, 2), _ORDERS, DTYPES):
        yield make_file(version=version, order=order, dtype=dtype, extra=b"a comment" if dtype == "f4" else b"")
