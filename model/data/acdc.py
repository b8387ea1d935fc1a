"""Find ACDC cases: short-axis volumes of the heart at the end of diastole and of systole."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from model.data.case import Case
from model.data.find_files import find_files
from model.data.label_scheme import ACDC
from model.data.reader import Reader

__all__ = ["READER", "find_acdc_cases", "frames_of_one_patient", "patient_of"]

_NAME = re.compile(r"^(?P<case>(?P<patient>patient\d+)_frame\d+)(?P<mask>_gt)?\.nii(?:\.gz)?$")
_CASE = re.compile(r"^(?P<patient>patient\d+)_frame\d+$")


def find_acdc_cases(folder: Path) -> tuple[Case, ...]:
    """Find every frame below a folder that is named `patientNNN_frameNN.nii.gz`, its mask ending in `_gt`.

    The whole cycle (`_4d`) and scribbles are left alone.

    Args:
        folder: Where to look.

    Returns:
        A case for each frame, sorted by name; none where the folder holds none.

    Raises:
        ValueError: If two frames share a name.
    """
    images: dict[str, Path] = {}
    masks: dict[Path, Path] = {}
    for path in find_files(folder, "patient*_frame*.nii*"):
        match = _NAME.match(path.name)
        if match is None:
            continue
        if match["mask"]:
            masks[path.parent / match["case"]] = path
        elif match["case"] in images:
            raise ValueError(f"Two cases below {folder} are both named {match['case']}.")
        else:
            images[match["case"]] = path
    return tuple(
        Case(name=name, channels={"cine": path}, labels=masks.get(path.parent / name), scheme=ACDC)
        for name, path in sorted(images.items())
    )


def patient_of(name: str) -> str | None:
    """Return whose frame a case is, or None where its name is no ACDC name."""
    match = _CASE.match(name)
    return match["patient"] if match else None


def frames_of_one_patient(names: Iterable[str]) -> tuple[frozenset[str], ...]:
    """Return the groups of cases that are frames of one patient."""
    groups: dict[str, set[str]] = {}
    for name in names:
        if (patient := patient_of(name)) is not None:
            groups.setdefault(patient, set()).add(name)
    return tuple(frozenset(group) for group in groups.values())


READER = Reader(name="ACDC 2017", files="a short-axis cine volume", find=find_acdc_cases)
