"""Read MetaImage files (`.mha`), as BraTS came until 2015."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.data.array_volume import array_volume
from model.errors import VolumeError
from model.volumes.read import Volume

__all__ = ["MetaImage", "lps_to_ras"]


class MetaImage:
    """A file of one volume, read by SimpleITK."""

    def read(self, path: Path, *, components: Sequence[int]) -> tuple[Volume, ...]:
        """Read the volume.

        Args:
            path: The file.
            components: `(0,)`.

        Raises:
            VolumeError: If SimpleITK is not installed or the file is refused.
        """
        try:
            import SimpleITK
        except ImportError:
            raise VolumeError(
                f"{path.name} is a MetaImage, and SimpleITK, which reads it, is not installed: "
                "install neuroslice[train]."
            ) from None
        if tuple(components) != (0,):
            raise ValueError(f"`components` of a file of one volume must be (0,). Received: {tuple(components)}")
        try:
            image: Any = SimpleITK.ReadImage(str(path))
        except RuntimeError as error:
            # SimpleITK's own message opens with its source file; only its last line is about the user's.
            raise VolumeError(f"{path.name} cannot be read: {str(error).strip().splitlines()[-1]}") from error
        if image.GetNumberOfComponentsPerPixel() != 1:
            raise VolumeError(f"{path.name} holds several values in each voxel, not a grey-scale image.")
        # SimpleITK's arrays run k, j, i.
        array = np.transpose(SimpleITK.GetArrayViewFromImage(image))
        affine = lps_to_ras(image.GetDirection(), spacing=image.GetSpacing(), origin=image.GetOrigin())
        return (array_volume(array, affine=affine),)


def lps_to_ras(direction: Sequence[float], *, spacing: Sequence[float], origin: Sequence[float]) -> NDArray[np.float64]:
    """Return the matrix from indices to RAS+ mm of an image that ITK describes.

    Args:
        direction: Nine numbers, row by row; its columns are the axes in LPS+.
        spacing: Voxel size along the three axes, mm.
        origin: Of the first voxel's centre, LPS+ mm.

    Source:
        ITK Software Guide, section 4.1: index to point by direction times spacing, in LPS.
    """
    if len(origin) != 3:
        raise VolumeError(f"The file holds an image of {len(origin)} dimensions, not a 3-D volume.")
    affine = np.eye(4)
    affine[:3, :3] = np.array(direction, np.float64).reshape(3, 3) * np.array(spacing, np.float64)
    affine[:3, 3] = origin
    turned: NDArray[np.float64] = np.diag([-1.0, -1.0, 1.0, 1.0]) @ affine
    return turned
