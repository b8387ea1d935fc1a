"""Prepared cases on disk, in memory when used."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.augment.sample import Sample
from model.data.case import Case
from model.data.label_scheme import UNLABELLED
from model.data.packed_case import PACKED_SUFFIX, read_packed
from model.inference.preprocess import Prepared
from model.tasks.card import TaskCard
from model.training.prepare_study import prepare_study
from model.volumes.resample import to_spacing
from model.whole_file import whole_file

_FORMAT = 1


def prepare_cases(
    cases: Sequence[Case],
    *,
    task: TaskCard,
    cache: Path,
    on_case: Callable[[str], None] = lambda name: None,
) -> tuple[Path, ...]:
    """Prepare each case as the network reads it, once; later calls find the files.

    Args:
        cases: With expert masks.
        task: Its channels, spacing and regions decide the result, and thereby the name of the file.
        cache: Folder of the prepared cases.
        on_case: Told the name of each case that is ready.

    Returns:
        One file for each case, in order.

    Raises:
        ValueError: If a case has no mask.
        VolumeError: If a file is refused.
    """
    cache.mkdir(parents=True, exist_ok=True)
    paths = []
    for case in cases:
        path = cache / f"{case.name}-{_fingerprint(case, task=task)}.npz"
        if not path.is_file():
            sample = read_sample(case, task=task)
            with whole_file(path) as stream:
                np.savez(stream, image=sample.image.astype(np.float16), regions=sample.regions.astype(np.float16))
        paths.append(path)
        on_case(case.name)
    return tuple(paths)


def read_sample(case: Case, *, task: TaskCard) -> Sample:
    """Read one case and prepare it with its regions.

    Args:
        case: With an expert mask.
        task: Its channels, spacing and regions.

    Raises:
        ValueError: If the case has no mask.
        VolumeError: If a file is refused.
    """
    channels, labels = case.read_study(task=task)
    prepared = prepare_study(channels, task=task)
    return Sample(image=prepared.image, regions=region_shares(labels.data, prepared=prepared, task=task))


def region_shares(labels: NDArray[np.uint8], *, prepared: Prepared, task: TaskCard) -> NDArray[np.float32]:
    """Return the share of each voxel of the prepared grid that belongs to each region.

    Args:
        labels: On the study's grid.
        prepared: The study, prepared.
        task: Its regions.

    Returns:
        Shape `(x, y, z, regions)`, 0 to 1; of a sparse task one channel more, the share that was annotated.
    """
    inside = labels[prepared.box]
    regions = [np.isin(inside, region.labels) for region in task.regions]
    known = [inside != UNLABELLED] if task.sparse else []
    masks = np.stack([*regions, *known], axis=-1).astype(np.float32)
    shares: NDArray[np.float32] = to_spacing(masks, spacing=prepared.spacing, target=prepared.target)
    return shares


def load_sample(path: Path, *, mapped: bool = False) -> Sample:
    """Read a prepared case.

    Args:
        path: As `prepare_cases` returned it, or of a packed case.
        mapped: Leave the arrays in files beside it, which several processes read through one copy in memory.
    """
    if mapped:
        return Sample(image=_mapped(path, "image"), regions=_mapped(path, "regions"))
    if path.suffix == PACKED_SUFFIX:
        return read_packed(path).sample()
    with np.load(path) as arrays:
        return Sample(image=arrays["image"].astype(np.float32), regions=arrays["regions"].astype(np.float32))


def _mapped(path: Path, name: str) -> NDArray[np.float32]:
    """Map one array of a prepared case, written out once."""
    plain = path.with_suffix(f".{name}.npy")
    if not plain.is_file() or plain.stat().st_mtime_ns < path.stat().st_mtime_ns:
        with whole_file(plain) as stream:
            np.save(stream, getattr(load_sample(path), name))
    array: NDArray[np.float32] = np.load(plain, mmap_mode="r")
    return array


def _fingerprint(case: Case, *, task: TaskCard) -> str:
    """Name everything that the prepared file depends on."""
    facts: dict[str, Any] = {
        "format": _FORMAT,
        "scaling": task.scaling,
        "files": [[path.name, path.stat().st_size, path.stat().st_mtime_ns] for path in case.files],
        "spacing": list(task.spacing),
        "regions": [list(region.labels) for region in task.regions],
    }
    if task.sparse:
        facts["annotated"] = str(case.annotated)
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]
