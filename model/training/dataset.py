"""Prepared cases on disk, in memory when used."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from model.augment.sample import Sample
from model.data.case import Case
from model.data.packed_case import PACKED_SUFFIX, read_packed
from model.inference.preprocess import Prepared
from model.tasks.card import TaskCard
from model.training.prepare_study import prepare_study
from model.training.weighting import part_objects, weigh
from model.volumes.resample import to_spacing
from model.whole_file import whole_file

_FORMAT = 1


def prepare_cases(
    cases: Sequence[Case],
    *,
    task: TaskCard,
    cache: Path,
    weighting: Mapping[str, Any] | None = None,
    on_case: Callable[[str], None] = lambda name: None,
) -> tuple[Path, ...]:
    """Prepare each case as the network reads it, once; later calls find the files.

    Args:
        cases: With expert masks.
        task: Its channels, spacing and regions decide the result, and thereby the name of the file.
        cache: Folder of the prepared cases.
        weighting: How much each voxel counts, as for `weigh`; all alike where None.
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
        path = cache / f"{case.name}-{_fingerprint(case, task=task, weighting=weighting)}.npz"
        if not path.is_file():
            sample = read_sample(case, task=task, weighting=weighting)
            arrays: dict[str, Any] = {"image": sample.image, "regions": sample.regions}
            if sample.weights is not None:
                arrays["weights"] = sample.weights
            halved: dict[str, Any] = {name: array.astype(np.float16) for name, array in arrays.items()}
            with whole_file(path) as stream:
                np.savez(stream, **halved)
        paths.append(path)
        on_case(case.name)
    return tuple(paths)


def read_sample(case: Case, *, task: TaskCard, weighting: Mapping[str, Any] | None = None) -> Sample:
    """Read one case and prepare it with its regions; objects that touch are parted by a border of background.

    Args:
        case: With an expert mask.
        task: Its channels, spacing and regions.
        weighting: As for `prepare_cases`.

    Raises:
        ValueError: If the case has no mask.
        VolumeError: If a file is refused.
    """
    channels, labels = case.read_study(task=task)
    prepared = prepare_study(channels, task=task)
    drawn = labels.data if labels.parts is None else np.where(part_objects(labels.parts) > 0, labels.data, np.uint8(0))
    # The nearest voxel's where some are unknown: between a known voxel and an unknown one there is no half-known one.
    regions = region_shares(drawn, prepared=prepared, task=task, order=1 if labels.known is None else 0)
    if weighting is None:
        if labels.known is not None:
            raise ValueError(
                f"Case {case.name} is annotated in part, and the recipe would take the rest for background: it needs "
                "`weighting` and a loss that looks at weights."
            )
        return Sample(image=prepared.image, regions=regions)
    weights = weigh(labels, weighting=weighting)[prepared.box][..., None]
    weights = to_spacing(weights, spacing=prepared.spacing, target=prepared.target, order=0)
    return Sample(image=prepared.image, regions=regions, weights=weights)


def region_shares(
    labels: NDArray[np.uint8], *, prepared: Prepared, task: TaskCard, order: Literal[0, 1] = 1
) -> NDArray[np.float32]:
    """Return the share of each voxel of the prepared grid that belongs to each region.

    Args:
        labels: On the study's grid.
        prepared: The study, prepared.
        task: Its regions.
        order: Of the interpolation: 1 is linear, 0 the nearest voxel.

    Returns:
        Shape `(x, y, z, regions)`, 0 to 1.
    """
    inside = labels[prepared.box]
    masks = np.stack([np.isin(inside, region.labels) for region in task.regions], axis=-1).astype(np.float32)
    shares: NDArray[np.float32] = to_spacing(masks, spacing=prepared.spacing, target=prepared.target, order=order)
    return shares


def load_sample(path: Path, *, mapped: bool = False) -> Sample:
    """Read a prepared case.

    Args:
        path: As `prepare_cases` returned it, or of a packed case.
        mapped: Leave the arrays in files beside it, which several processes read through one copy in memory.
    """
    if mapped:
        weights = _mapped(path, "weights") if _has_weights(path) else None
        return Sample(image=_mapped(path, "image"), regions=_mapped(path, "regions"), weights=weights)
    if path.suffix == PACKED_SUFFIX:
        return read_packed(path).sample()
    with np.load(path) as arrays:
        return Sample(**{name: arrays[name].astype(np.float32) for name in arrays.files})


def _has_weights(path: Path) -> bool:
    if path.suffix == PACKED_SUFFIX:
        return False
    with np.load(path) as arrays:
        return "weights" in arrays.files


def _mapped(path: Path, name: str) -> NDArray[np.float32]:
    """Map one array of a prepared case, written out once."""
    plain = path.with_suffix(f".{name}.npy")
    if not plain.is_file() or plain.stat().st_mtime_ns < path.stat().st_mtime_ns:
        with whole_file(plain) as stream:
            np.save(stream, getattr(load_sample(path), name))
    array: NDArray[np.float32] = np.load(plain, mmap_mode="r")
    return array


def _fingerprint(case: Case, *, task: TaskCard, weighting: Mapping[str, Any] | None) -> str:
    """Name everything that the prepared file depends on."""
    facts: dict[str, Any] = {
        "format": _FORMAT,
        "scaling": task.scaling,
        "files": [[path.name, path.stat().st_size, path.stat().st_mtime_ns] for path in case.files],
        "spacing": list(task.spacing),
        "regions": [list(region.labels) for region in task.regions],
    }
    if weighting is not None:
        facts["weighting"] = dict(weighting)
    if case.annotated is not None:
        facts["annotated"] = str(case.annotated)
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]
