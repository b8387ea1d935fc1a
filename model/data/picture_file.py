"""Read grey pictures such as PNG and TIFF as volumes of one slice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.data.array_volume import array_volume
from model.errors import VolumeError
from model.volumes.read import Volume
from model.whole_file import whole_file

__all__ = ["PictureFile", "picture_volume", "write_picture"]


@dataclass(frozen=True)
class PictureFile:
    """A file of one grey picture, read by Pillow: rows become x, columns y, and there is one slice.

    Args:
        spacing: Between rows, between columns, and the thickness, in whatever unit the task's card uses.
    """

    spacing: tuple[float, float, float] = (1.0, 1.0, 1.0)

    def read(self, path: Path, *, components: Sequence[int]) -> tuple[Volume, ...]:
        """Read the picture.

        Args:
            path: The file.
            components: `(0,)`.

        Raises:
            VolumeError: If Pillow is not installed, or the file is damaged or has colours.
        """
        try:
            from PIL import Image, UnidentifiedImageError
        except ImportError:
            raise VolumeError(
                f"{path.name} is a picture, and Pillow, which reads it, is not installed: install pillow."
            ) from None
        if tuple(components) != (0,):
            raise ValueError(f"`components` of a file of one picture must be (0,). Received: {tuple(components)}")
        try:
            with Image.open(path) as picture:
                pixels = np.asarray(picture)
        except (UnidentifiedImageError, Image.DecompressionBombError, OSError) as error:
            raise VolumeError(f"{path.name} cannot be read: {error}") from error
        if pixels.ndim != 2:
            raise VolumeError(f"{path.name} must hold one grey value for each pixel. Received: shape {pixels.shape}")
        return (picture_volume(pixels, spacing=self.spacing),)


def picture_volume(pixels: NDArray[Any], *, spacing: tuple[float, float, float]) -> Volume:
    """Bring a picture to how networks of pictures see it: rows are x, columns y, and there is one slice.

    Args:
        pixels: Rows and columns.
        spacing: Between rows, between columns, and the thickness, in whatever unit the task's card uses.

    Raises:
        VolumeError: If a pixel has no value.
    """
    return array_volume(pixels[..., None], affine=np.diag([*spacing, 1.0]))


def write_picture(labels: NDArray[np.uint8], *, path: Path) -> None:
    """Write a grey picture whose pixels are labels, whole or not at all.

    Args:
        labels: Rows and columns.
        path: Its ending says the format, such as `.png`.

    Raises:
        VolumeError: If Pillow is not installed.
    """
    try:
        from PIL import Image
    except ImportError:
        raise VolumeError("Pictures are written by Pillow, which is not installed: install pillow.") from None
    kind = Image.registered_extensions()[path.suffix.lower()]
    with whole_file(path) as stream:
        Image.fromarray(labels).save(stream, format=kind)
