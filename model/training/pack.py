"""Turn cases into a folder that can be carried to another machine and trained from there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from model.data.case import Case
from model.data.packed_case import PACKED_SUFFIX, pack_sample, write_arrays
from model.data.packed_folder import PackedFolder, write_manifest
from model.data.splits import Split
from model.tasks.card import TaskCard
from model.training.dataset import read_sample

__all__ = ["pack_cases"]


def pack_cases(
    cases: Sequence[Case],
    *,
    task: TaskCard,
    folder: Path,
    levels: int = 255,
    split: Split | None = None,
    cubes: Path | None = None,
    on_case: Callable[[str], None] = lambda name: None,
) -> PackedFolder:
    """Write one small file for each case, and a manifest.

    Args:
        cases: With expert masks.
        task: That they are prepared for.
        folder: Where the files go; files of a pack that was cut short are written again.
        levels: As for `pack_sample`.
        split: Names to learn from and to measure on, kept in the manifest.
        cubes: A file of lesion cubes to take along, or None.
        on_case: Told the name of each case that is packed.

    Raises:
        ValueError: If a case has no mask.
        VolumeError: If a file is refused.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for case in cases:
        files[case.name] = folder / f"{case.name}{PACKED_SUFFIX}"
        pack_sample(read_sample(case, task=task), levels=levels).write(files[case.name])
        on_case(case.name)
    taken = None
    if cubes is not None:
        taken = folder / "cubes.npz"
        with np.load(cubes, allow_pickle=False) as arrays:
            write_arrays(taken, {name: arrays[name] for name in arrays.files})
    return write_manifest(
        folder,
        task=task,
        files=files,
        split={"train": list(split.train), "val": list(split.val)} if split else None,
        cubes=taken,
    )
