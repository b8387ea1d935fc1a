"""Find confocal volumes of plant tissue, whose cells are numbered: the walls between them are the structure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from model.data.array_volume import array_volume
from model.data.case import Case
from model.data.find_files import find_files
from model.data.label_scheme import UNLABELLED, LabelScheme
from model.data.reader import Reader
from model.errors import VolumeError
from model.volumes.read import Volume

__all__ = ["READER", "ConfocalFile", "cell_walls", "find_confocal_cases"]

_SCHEME = LabelScheme(name="confocal", meanings={1: "STRUCTURE"}, unlabelled=frozenset({UNLABELLED}))
_MASK, _IMAGE = 0, 1


@dataclass(frozen=True)
class ConfocalFile:
    """An HDF5 file with `raw` and `label`, both `(z, y, x)`: component 0 is the mask of the walls, 1 the image."""

    def read(self, path: Path, *, components: Sequence[int]) -> tuple[Volume, ...]:
        """Read mask or image, a voxel measuring 1 along every axis.

        Raises:
            VolumeError: If h5py is not installed, or the file is damaged.
        """
        found = []
        for component in components:
            array = _array(path, "label" if component == _MASK else "raw")
            values = cell_walls(array) if component == _MASK else array
            found.append(array_volume(values.T, affine=np.eye(4)))
        return tuple(found)


def cell_walls(cells: NDArray[np.integer[Any]]) -> NDArray[np.uint8]:
    """Return 1 where a voxel touches one of another cell, by a face, an edge or a corner, and 0 inside cells.

    Args:
        cells: The number of each voxel's cell, `(z, y, x)`. A slice along z that shares no number with either neighbour
            was numbered on its own, as one of a published sample was: it says nothing of walls between slices.

    Returns:
        Same shape; 255 on such a slice.
    """
    numbers = [np.unique(plane) for plane in cells]
    shared = np.array([bool(np.intersect1d(one, other).size) for one, other in pairwise(numbers)], bool)
    annotated = np.append(shared, len(cells) == 1) | np.append(len(cells) == 1, shared)
    walls = np.full(cells.shape, UNLABELLED, np.uint8)
    # Taken out, so that cells go on on the other side of such a slice instead of ending at it.
    kept = cells[annotated]
    if len(kept):
        walls[annotated] = ndimage.maximum_filter(kept, 3) != ndimage.minimum_filter(kept, 3)
    return walls


def find_confocal_cases(folder: Path) -> tuple[Case, ...]:
    """Find every file `sample_NAME.h5` below a folder.

    Args:
        folder: Where to look.

    Returns:
        A case for each, named `confocal-NAME` and sorted; none where the folder holds none.

    Raises:
        ValueError: If two files share a name.
    """
    cases: dict[str, Case] = {}
    for path in find_files(folder, "sample_*.h5"):
        name = f"confocal-{path.stem.removeprefix('sample_')}"
        if name in cases:
            raise ValueError(f"Two cases below {folder} are both named {name}.")
        cases[name] = Case(
            name=name,
            channels={"image": path},
            labels=path,
            components={"image": _IMAGE},
            format=ConfocalFile(),
            scheme=_SCHEME,
        )
    return tuple(cases[name] for name in sorted(cases))


def _array(path: Path, name: str) -> NDArray[Any]:
    try:
        import h5py
    except ImportError:
        raise VolumeError(f"{path.name} needs h5py, which comes with Keras: install neuroslice[cpu].") from None
    try:
        with h5py.File(path, "r") as file:
            array: NDArray[Any] = file[name][:]
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise VolumeError(f"{path.name} cannot be read: {error}") from error
    if array.ndim != 3:
        raise VolumeError(f"{path.name} must hold volumes. Received: {name} of shape {array.shape}")
    return array


READER = Reader(name="confocal", files="sample_NAME.h5 with raw and label", find=find_confocal_cases)
