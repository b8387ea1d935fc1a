"""Find axial slices of ATLAS R1.1: T1 with the drawn primary stroke lesion, gathered in one archive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.data.array_volume import array_volume
from model.data.case import Case
from model.data.find_files import find_files
from model.data.label_scheme import LabelScheme
from model.data.reader import Reader
from model.errors import VolumeError
from model.volumes.read import Volume

__all__ = ["READER", "find_atlas_slices", "slices_of_one_subject"]

_ARCHIVE = "atlas_*_slices.npz"
_NAME = re.compile(r"^atlas-(?P<subject>\d+)-z\d+(-\d+)?$")
_SCHEME = LabelScheme(name="ATLAS R1.1", meanings={1: "LESION"})
_MASK, _IMAGE = 0, 1


@dataclass(frozen=True)
class ArchivedSlice:
    """One slice of an archive of slices: component 0 is its mask, component 1 its image.

    Args:
        place: Of the slice in the archive's arrays `image` and `mask`, `(slices, x, y)`.
    """

    place: int

    def read(self, path: Path, *, components: Sequence[int]) -> tuple[Volume, ...]:
        """Read mask or image as a volume of one slice, 1 mm.

        Raises:
            VolumeError: If the archive is damaged.
        """
        arrays = _arrays(path)
        return tuple(
            array_volume(arrays[component][self.place][..., None], affine=np.eye(4)) for component in components
        )


def find_atlas_slices(folder: Path) -> tuple[Case, ...]:
    """Find every slice of the archives `atlas_*_slices.npz` below a folder.

    Args:
        folder: Where to look.

    Returns:
        A case for each, named `atlas-SUBJECT-zNNN` and sorted; none where the folder holds none. Further slices of a
        subject at one height end in `-2`, `-3` and so on.

    Raises:
        VolumeError: If an archive is damaged.
    """
    cases: dict[str, Case] = {}
    for path in find_files(folder, _ARCHIVE):
        _, _, subjects, heights = _arrays(path)
        for place, (subject, z) in enumerate(zip(subjects.tolist(), heights.tolist(), strict=True)):
            name = f"atlas-{subject}-z{z:03}"
            # A subject may have been scanned twice, and both scans cut at one height.
            again = (f"{name}-{scan}" for scan in count(2))
            name = next(each for each in chain([name], again) if each not in cases)
            cases[name] = Case(
                name=name,
                channels={"t1": path},
                labels=path,
                components={"t1": _IMAGE},
                format=ArchivedSlice(place),
                scheme=_SCHEME,
            )
    return tuple(cases[name] for name in sorted(cases))


def slices_of_one_subject(names: Iterable[str]) -> tuple[frozenset[str], ...]:
    """Return the groups of cases that are slices of one subject."""
    groups: dict[str, set[str]] = {}
    for name in names:
        if match := _NAME.match(name):
            groups.setdefault(match["subject"], set()).add(name)
    return tuple(frozenset(group) for group in groups.values())


@lru_cache(maxsize=1)
def _arrays(path: Path) -> tuple[NDArray[np.generic], ...]:
    """Read masks, images, subjects and heights; kept, because each of hundreds of slices asks for them."""
    try:
        with np.load(path, allow_pickle=False) as archive:
            return tuple(archive[name] for name in ("mask", "image", "subject", "z"))
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise VolumeError(f"{path.name} cannot be read: {error}") from error


READER = Reader(name="ATLAS R1.1 slices", files="an archive atlas_*_slices.npz", find=find_atlas_slices)
