"""Find the cases of the Medical Segmentation Decathlon's brain tumours: the four channels in one 4-D file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from model.data.case import Case
from model.data.label_scheme import DECATHLON
from model.data.nifti_file import NiftiSeries
from model.data.reader import Reader

__all__ = ["READER", "find_decathlon_cases"]

_CHANNELS = {"flair": "flair", "t1": "t1", "t1w": "t1", "t1gd": "t1ce", "t1c": "t1ce", "t2": "t2", "t2w": "t2"}
_USUAL_ORDER = {"0": "FLAIR", "1": "T1w", "2": "t1gd", "3": "T2w"}
_LABELS = {"1": "edema", "2": "non-enhancing tumor", "3": "enhancing tumour"}


def find_decathlon_cases(folder: Path) -> tuple[Case, ...]:
    """Find every case of a data set whose images lie in `imagesTr` and masks in `labelsTr`, sorted by name.

    Args:
        folder: Holds these two, and `dataset.json`, which says what the channels and labels are, here or one or more
            levels down. `imagesTs` has no masks and is left alone.

    Returns:
        The cases; none where the folder holds none.

    Raises:
        ValueError: If two cases share a name, or `dataset.json` describes other channels or labels.
    """
    cases: dict[str, Case] = {}
    for images in sorted(path for path in folder.rglob("imagesTr") if path.is_dir()):
        components = _components(images.parent / "dataset.json")
        for path in sorted(images.glob("*.nii*")):
            # macOS leaves ._ files in archives; they are no volumes.
            if path.name.startswith("."):
                continue
            name = path.name.split(".nii")[0]
            if name in cases:
                raise ValueError(f"Two cases below {folder} are both named {name}.")
            labels = images.parent / "labelsTr" / path.name
            cases[name] = Case(
                name=name,
                channels=dict.fromkeys(components, path),
                labels=labels if labels.is_file() else None,
                components=components,
                format=NiftiSeries(),
                scheme=DECATHLON,
            )
    return tuple(cases[name] for name in sorted(cases))


def _components(path: Path) -> dict[str, int]:
    """Return the place of each channel, as the data set's own description says."""
    described: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    order = described.get("modality", _USUAL_ORDER)
    components = {_CHANNELS.get(str(name).lower(), str(name)): int(place) for place, name in order.items()}
    if set(components) != set(_CHANNELS.values()):
        raise ValueError(f"{path} must describe FLAIR, T1w, T1gd and T2w. Received: {dict(order)}")
    labels = {key: str(name).lower() for key, name in described.get("labels", _LABELS).items() if key != "0"}
    # The published description has both spellings.
    if {key: name.replace("tumour", "tumor") for key, name in labels.items()} != {
        key: name.replace("tumour", "tumor") for key, name in _LABELS.items()
    }:
        raise ValueError(f"{path} must describe the labels {_LABELS}. Received: {labels}")
    return components


READER = Reader(name="Medical Segmentation Decathlon", files="FLAIR, T1, T1ce and T2", find=find_decathlon_cases)
