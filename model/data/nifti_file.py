"""Read NIfTI files: one volume, or a series of which each component is a channel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nibabel
import numpy as np

from model.data.array_volume import array_volume
from model.errors import VolumeError
from model.volumes.read import Volume, read_volume

__all__ = ["NiftiFile", "NiftiSeries"]


class NiftiFile:
    """A file of one volume, checked as an upload is."""

    def read(self, path: Path, *, components: Sequence[int]) -> tuple[Volume, ...]:
        """Read the volume.

        Args:
            path: The file.
            components: `(0,)`.

        Raises:
            VolumeError: If the file is refused.
        """
        if tuple(components) != (0,):
            raise ValueError(f"`components` of a file of one volume must be (0,). Received: {tuple(components)}")
        return (read_volume(path),)


class NiftiSeries:
    """A file of several volumes along a fourth axis; masks have three axes."""

    def read(self, path: Path, *, components: Sequence[int]) -> tuple[Volume, ...]:
        """Read some of the volumes, unpacking the file once.

        Args:
            path: The file.
            components: Places along the fourth axis.

        Raises:
            VolumeError: If the file is damaged or lacks a component.
        """
        try:
            image: Any = nibabel.load(path)
            whole = np.asanyarray(image.dataobj)
        except (nibabel.filebasedimages.ImageFileError, OSError, EOFError, ValueError) as error:
            raise VolumeError(f"{path.name} cannot be read: {error}") from error
        if whole.ndim == 3:
            whole = whole[..., None]
        if whole.ndim != 4 or max(components) >= whole.shape[3]:
            raise VolumeError(f"{path.name} must hold volumes {list(components)}. Received: shape {whole.shape}")
        return tuple(array_volume(whole[..., component], affine=image.affine) for component in components)
