"""Find BraTS cases of 2017 and later: one NIfTI file for each channel."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from model.data.case import Case
from model.data.find_files import find_files
from model.data.label_scheme import BRATS, BRATS_2023
from model.data.reader import Reader

__all__ = ["MODALITY_SUFFIXES", "READER", "find_brats_cases", "parse_name"]

MODALITY_SUFFIXES: Mapping[str, tuple[str, ...]] = {
    "flair": ("flair", "t2f"),
    "t1": ("t1", "t1n"),
    "t1ce": ("t1ce", "t1gd", "t1c"),
    "t2": ("t2", "t2w"),
    "seg": ("seg", "segm", "glistrboost", "glistrboost_manuallycorrected"),
}
_NAME = re.compile(r"^(?P<case>.+?)[_-](?P<suffix>[a-z0-9]+(?:_manuallycorrected)?)\.nii(?:\.gz)?$", re.IGNORECASE)
_SINCE_2023 = frozenset({"t2f", "t1n", "t1c", "t2w"})


def find_brats_cases(folder: Path) -> tuple[Case, ...]:
    """Find every complete case below a folder, sorted by name.

    Reads the namings of BraTS 2017-2021 (`_flair`, `_t1`, `_t1ce`, `_t2`, `_seg`) and of 2023 and later (`-t2f`,
    `-t1n`, `-t1c`, `-t2w`, `-seg`), `.nii` and `.nii.gz`, in one folder or one folder per case at any depth, with or
    without folders `HGG` and `LGG`. The naming decides what label 4 means: enhancing tumour until 2021, the resection
    cavity from 2024 on. A mask that has a name of its own (`W39_1998.09.19_Segm.nii` of BraTS 2020's case 355) is that
    of the only case in its folder.

    Args:
        folder: Where to look.

    Returns:
        The cases; none where the folder holds none.

    Raises:
        ValueError: If two cases share a name.
    """
    found: dict[tuple[Path, str], dict[str, Path]] = {}
    for path in find_files(folder, "*.nii*"):
        named = parse_name(path.name)
        if named is not None:
            case, channel = named
            found.setdefault((path.parent, case), {})[channel] = path
    neighbours: dict[Path, list[Mapping[str, Path]]] = {}
    for (parent, _), files in found.items():
        neighbours.setdefault(parent, []).append(files)
    cases: dict[str, Case] = {}
    for (parent, name), every in sorted(found.items(), key=lambda item: item[0][1]):
        files = {channel: path for channel, path in every.items() if channel != "seg"}
        if set(files) != set(MODALITY_SUFFIXES) - {"seg"}:
            continue
        labels = every.get("seg") or _lone_mask(neighbours[parent])
        if name in cases:
            raise ValueError(f"Two cases below {folder} are both named {name}.")
        newer = any(_suffix(path.name) in _SINCE_2023 for path in files.values())
        cases[name] = Case(name=name, channels=files, labels=labels, scheme=BRATS_2023 if newer else BRATS)
    return tuple(cases.values())


def parse_name(name: str) -> tuple[str, str] | None:
    """Split a file name into case and channel, or return None where it is no BraTS name.

    Args:
        name: A file name such as `BraTS20_Training_002_t1ce.nii.gz` or `BraTS-GLI-00001-000-t2f.nii.gz`.
    """
    match = _NAME.match(name)
    if match is None:
        return None
    suffix = match["suffix"].lower()
    for channel, suffixes in MODALITY_SUFFIXES.items():
        if suffix in suffixes:
            return match["case"], channel
    return None


def _lone_mask(found: Sequence[Mapping[str, Path]]) -> Path | None:
    """Return the mask that lies beside one case alone and is named after nothing else."""
    masks = [files["seg"] for files in found if set(files) == {"seg"}]
    return masks[0] if len(masks) == 1 and len(found) == 2 else None


def _suffix(name: str) -> str:
    match = _NAME.match(name)
    return match["suffix"].lower() if match else ""


READER = Reader(name="BraTS 2017 and later", files="FLAIR, T1, T1ce and T2", find=find_brats_cases)
