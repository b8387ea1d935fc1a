"""Find BraTS cases of 2013 to 2015: one MetaImage for each channel, each in a folder of its own."""

from __future__ import annotations

import re
from pathlib import Path

from model.data.case import Case
from model.data.find_files import find_files
from model.data.label_scheme import BRATS_2013
from model.data.meta_image import MetaImage
from model.data.reader import Reader

__all__ = ["READER", "find_mha_cases", "parse_mha_name"]

_IMAGE = re.compile(r"^VSD\.Brain\..*\.MR_(?P<modality>Flair|T1c|T1|T2)(?:\..*)?\.mha$", re.IGNORECASE)
_MASK = re.compile(r"^VSD\.(?:Brain_3more\..*|(?:Brain\.)?.*\.OT(?:\..*)?|seg.*)\.mha$", re.IGNORECASE)
_CHANNELS = {"flair": "flair", "t1": "t1", "t1c": "t1ce", "t2": "t2"}
_GRADES = frozenset({"HG", "LG", "HGG", "LGG"})


def find_mha_cases(folder: Path) -> tuple[Case, ...]:
    """Find every complete case below a folder, sorted by name.

    A case is the folder that holds its channels' folders: `HG/0001/VSD.Brain.XX.O.MR_Flair/….mha` in 2013,
    `HGG/brats_tcia_pat105_0001/VSD.Brain.XX.O.MR_Flair.40001/….mha` in 2014 and 2015. High and low grade number their
    patients alike, so the grade is part of the name.

    Args:
        folder: Where to look.

    Returns:
        The cases; none where the folder holds none.

    Raises:
        ValueError: If two cases share a name, or a case has two files for one channel.
    """
    found: dict[Path, dict[str, Path]] = {}
    for path in find_files(folder, "*.mha"):
        channel = parse_mha_name(path.name)
        if channel is None:
            continue
        # Every channel has a folder of its own; without it the files lie in the patient's.
        patient = path.parent.parent if parse_mha_name(f"{path.parent.name}.mha") == channel else path.parent
        files = found.setdefault(patient, {})
        if channel in files:
            raise ValueError(f"{patient} holds two files for {channel}: {files[channel].name} and {path.name}.")
        files[channel] = path
    cases: dict[str, Case] = {}
    for patient, files in found.items():
        labels = files.pop("seg", None)
        if set(files) != set(_CHANNELS.values()):
            continue
        grade = patient.parent.name
        name = f"{grade}_{patient.name}" if grade.upper() in _GRADES else patient.name
        if name in cases:
            raise ValueError(f"Two cases below {folder} are both named {name}.")
        cases[name] = Case(name=name, channels=files, labels=labels, format=MetaImage(), scheme=BRATS_2013)
    return tuple(cases[name] for name in sorted(cases))


def parse_mha_name(name: str) -> str | None:
    """Return the channel that a file name means, "seg" for a mask, or None where it is no BraTS name.

    Args:
        name: Such as `VSD.Brain.XX.O.MR_Flair.684.mha` or `VSD.Brain_3more.XX.XX.OT.6560.mha`.
    """
    if match := _IMAGE.match(name):
        return _CHANNELS[match["modality"].lower()]
    return "seg" if _MASK.match(name) else None


READER = Reader(name="BraTS 2013 to 2015", files="FLAIR, T1, T1ce and T2", find=find_mha_cases)
