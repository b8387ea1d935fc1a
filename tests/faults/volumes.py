"""Studies to upload, no two alike: of two equal ones, the second would hide that the first was lost."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path

import nibabel
import numpy as np

from model.data.phantom import write_demo_case
from tests.support.studies import CHANNELS, SHAPE

__all__ = ["different_volumes"]


def different_volumes(folder: Path) -> Iterator[Mapping[str, bytes]]:
    """Yield the volumes of a small demo case by channel, each time with other values."""
    folder.mkdir(parents=True, exist_ok=True)
    case = write_demo_case(folder, shape=SHAPE)
    images = {channel: nibabel.Nifti1Image.from_filename(case[channel]) for channel in CHANNELS}
    values = {channel: np.asarray(image.dataobj) for channel, image in images.items()}
    number = 0
    while True:
        number += 1
        yield {
            channel: gzip.compress(
                nibabel.Nifti1Image(_changed(values[channel], by=number), image.affine, image.header).to_bytes()
            )
            for channel, image in images.items()
        }


def _changed(values: np.ndarray, *, by: int) -> np.ndarray:
    changed = values.copy()
    inside = np.flatnonzero(changed)
    changed.flat[inside[by % inside.size]] += 1
    return changed
