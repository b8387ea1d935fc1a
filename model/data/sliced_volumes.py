"""Find volumes of which some slices were annotated, in NIfTI files."""

from __future__ import annotations

from pathlib import Path

from model.data.annotated_slices import read_slices
from model.data.case import Case
from model.data.find_files import find_files
from model.data.label_scheme import UNLABELLED, LabelScheme
from model.data.reader import Reader

__all__ = ["READER", "find_sliced_volumes"]

_SCHEME = LabelScheme(name="annotated slices", meanings={1: "STRUCTURE"}, unlabelled=frozenset({UNLABELLED}))
_IMAGE = "_image"


def find_sliced_volumes(folder: Path) -> tuple[Case, ...]:
    """Find every volume `NAME_image.nii.gz` below a folder.

    Its mask is `NAME_label.nii.gz`: 1 the structure, 0 the rest, 255 what nobody annotated. Where
    `NAME_slices.yaml` lists numbers of slices under `sagittal`, `coronal` or `axial`, everything beside these slices is
    not annotated either.

    Args:
        folder: Where to look; `.nii` will do as well.

    Returns:
        A case for each, sorted by name; none where the folder holds none.

    Raises:
        ValueError: If two volumes share a name, or a list of slices is none.
    """
    cases: dict[str, Case] = {}
    for path in find_files(folder, f"*{_IMAGE}.nii*"):
        name, _, ending = path.name.rpartition(_IMAGE)
        if ending not in (".nii", ".nii.gz") or not name:
            continue
        if name in cases:
            raise ValueError(f"Two cases below {folder} are both named {name}.")
        masks = [
            mask for mask in (path.with_name(f"{name}_label{end}") for end in (".nii.gz", ".nii")) if mask.is_file()
        ]
        slices = path.with_name(f"{name}_slices.yaml")
        cases[name] = Case(
            name=name,
            channels={"image": path},
            labels=masks[0] if masks else None,
            scheme=_SCHEME,
            annotated=read_slices(slices) if slices.is_file() else None,
        )
    return tuple(cases[name] for name in sorted(cases))


READER = Reader(
    name="annotated slices", files="volumes NAME_image.nii.gz and masks NAME_label.nii.gz", find=find_sliced_volumes
)
