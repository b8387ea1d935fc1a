"""Pictures, PNG and TIFF: read and checked, and kept as volumes of one slice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import nibabel
import numpy as np
from numpy.typing import NDArray

from model.errors import VolumeError
from model.volumes.limits import LARGEST_PICTURE, SMALLEST_PICTURE
from model.volumes.output import DESCRIPTION, header_bytes, open_output

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["PICTURE_ENDINGS", "read_picture", "write_picture_volume"]

PICTURE_ENDINGS = (".png", ".tif", ".tiff")

_FORMATS = ("PNG", "TIFF")
# Pillow's names for what a pixel is. Colours become the grey that they appear as; how opaque a pixel is, is left out.
_GREY = ("L", "I;16", "I;16L", "I;16B", "I", "F")
_SHOWN_AS_GREY = ("1", "P", "PA", "LA", "RGB", "RGBA", "RGBX")

# A slice is shown with both of its axes running backwards, so that this shows a picture as it is.
_AFFINE = np.diag([-1.0, -1.0, 1.0, 1.0])

# Of PNG, and of TIFF and its large form in both orders of bytes.
_MAGIC = (b"\x89PNG", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_DAMAGED = "The picture is damaged or cut off. Copy or export it again from the original."


def read_picture(path: Path) -> NDArray[Any]:
    """Read a picture's grey values; of a coloured one those of the grey that it appears as (ITU-R BT.601).

    What it says of its size is read first, so that no more is decompressed than an accepted picture holds.

    Args:
        path: PNG or TIFF, told by content.

    Returns:
        (rows, columns), of 8 or 16 bits, or as int32 or float32 where the file holds such.

    Raises:
        VolumeError: if Pillow is not installed, or the file is refused, in words for people.
        OSError: if the disk is broken.
    """
    try:
        from PIL import Image
    except ImportError:
        raise VolumeError("Pictures are read by Pillow, which is not installed: install pillow.") from None
    with path.open("rb") as file:
        if file.read(4) not in _MAGIC:
            raise VolumeError("This is not a PNG or TIFF picture. Choose a .png, .tif or .tiff file.")
        file.seek(0)
        try:
            with Image.open(file, formats=_FORMATS) as picture:
                _check(picture)
                # Checksums, which decoding does not look at.
                picture.verify()
            file.seek(0)
            with Image.open(file, formats=_FORMATS) as picture:
                pixels = _grey(picture)
        except VolumeError:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise VolumeError(
                f"The picture is too large: at most {LARGEST_PICTURE} pixels on each side are accepted."
            ) from None
        except Exception as error:  # readers of formats raise whatever they stumble over
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise VolumeError(_DAMAGED) from error
    if not np.isfinite(pixels).all():
        raise VolumeError("Some pixels have no value (NaN or infinite).")
    if np.float32(pixels.min()) == np.float32(pixels.max()):  # which is all that a network sees
        raise VolumeError(f"The picture is empty: every pixel has the same value, {pixels.min():g}.")
    return pixels


def write_picture_volume(pixels: NDArray[Any], target: BinaryIO) -> None:
    """Write a picture as a volume of one slice, which is shown as the picture is; equal pixels give equal bytes.

    Nothing but the pixels is kept. One is as large as the next: 1 along each side, whatever it measures.

    Args:
        pixels: as `read_picture` gives them.
        target: an open binary file, which is written compressed.
    """
    rows, columns = pixels.shape
    header: Any = nibabel.Nifti1Header(endianness="<")  # type: ignore[no-untyped-call]
    stored = pixels.astype(pixels.dtype.newbyteorder("<"), copy=False)
    header.set_data_dtype(stored.dtype)
    header.set_data_shape((columns, rows, 1))
    header.set_sform(_AFFINE, code=1)
    header["descrip"] = DESCRIPTION
    header["scl_slope"], header["scl_inter"] = 1.0, 0.0
    header["vox_offset"], header["magic"] = header.single_vox_offset, header.single_magic
    with open_output(target) as output:
        output.write(header_bytes(header))
        output.write(stored.tobytes(order="C"))


def _check(picture: Image.Image) -> None:
    """Refuse what is known of a picture before anything of it is decompressed.

    Raises:
        VolumeError: if it is too large or too small, is one of several, or has colours of another kind.
    """
    columns, rows = picture.size
    if max(columns, rows) > LARGEST_PICTURE:
        raise VolumeError(
            f"The picture has {columns} x {rows} pixels; at most {LARGEST_PICTURE} on each side are accepted."
        )
    if min(columns, rows) < SMALLEST_PICTURE:
        raise VolumeError(
            f"The picture has {columns} x {rows} pixels; at least {SMALLEST_PICTURE} on each side are needed."
        )
    if getattr(picture, "is_animated", False):
        raise VolumeError("The file holds more than one picture. Save the one that is meant in a file of its own.")
    if picture.mode not in (*_GREY, *_SHOWN_AS_GREY):
        raise VolumeError(f"The picture has colours of the kind {picture.mode}. Save it in grey or in RGB.")


def _grey(picture: Image.Image) -> NDArray[Any]:
    if picture.mode in _GREY:
        return np.asarray(picture)
    coloured = picture if picture.mode in ("1", "LA", "RGB") else picture.convert("RGB")
    return np.asarray(coloured.convert("L"))
