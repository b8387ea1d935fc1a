"""Small cubes around the lesions of many patients: little context, but many more lesions than whole cases show."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.augment.sample import Sample
from model.errors import VolumeError
from model.tasks.card import TaskCard
from model.volumes.resample import to_spacing

_SCALE, _OFFSET = 12.0 / 127.0, -4.0
"""From a stored byte to a z-score over the brain."""

_BACKGROUND = 42
"""The byte nearest to zero, which is what lies outside the brain."""

_STORED_CHANNELS = ("flair", "t1", "t1ce", "t2")


def read_lesion_cubes(path: Path, *, task: TaskCard, without: Collection[int] = ()) -> tuple[Sample, ...]:
    """Read lesion cubes at the task's spacing.

    Args:
        path: An `.npz` with `x` (cubes, 4, X, Y, Z; bytes; flair, t1, t1ce, t2), `seg` and `valid` (cubes, X, Y, Z),
            `patient` (cubes,) and `spacing` (3,), axes towards left, posterior and superior.
        task: Its channels, regions and spacing.
        without: Patients to leave out, so that nobody is learned from and validated on.

    Returns:
        One sample for each cube, axes towards right, anterior and superior.

    Raises:
        VolumeError: If the file cannot be read or is of another task.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            images, labels, valid = arrays["x"], arrays["seg"], arrays["valid"]
            patients, (x, y, z) = arrays["patient"], arrays["spacing"]
    except (OSError, ValueError, KeyError) as error:
        raise VolumeError(f"{path.name} holds no lesion cubes: {error}") from error
    if set(task.channel_ids) != set(_STORED_CHANNELS):
        raise VolumeError(f"Lesion cubes have the channels {_STORED_CHANNELS}, task {task.id} has {task.channel_ids}.")
    order = [_STORED_CHANNELS.index(channel) for channel in task.channel_ids]
    spacing = (float(x), float(y), float(z))
    return tuple(
        _sample(images[index][order], labels[index], valid[index], spacing=spacing, task=task)
        for index in range(len(patients))
        if int(patients[index]) not in without
    )


def count_patients(path: Path, *, without: Collection[int] = ()) -> int:
    """Count the patients whose lesion cubes a file holds.

    Args:
        path: As for `read_lesion_cubes`.
        without: Patients who do not count.
    """
    with np.load(path, allow_pickle=False) as arrays:
        return len(set(arrays["patient"].tolist()) - set(without))


def _sample(
    image: NDArray[np.uint8],
    labels: NDArray[np.uint8],
    valid: NDArray[np.bool_],
    *,
    spacing: tuple[float, float, float],
    task: TaskCard,
) -> Sample:
    """Turn one cube to the task's orientation and spacing."""
    brain = valid & ~np.all(image == _BACKGROUND, axis=0)
    scored = (image.astype(np.float32) * _SCALE + _OFFSET) * brain
    regions = [np.isin(labels, region.labels) & valid for region in task.regions]
    whole = np.stack([*scored, brain.astype(np.float32), *(region.astype(np.float32) for region in regions)], axis=-1)
    resampled = to_spacing(whole[::-1, ::-1], spacing=spacing, target=task.spacing)
    channels = len(task.channel_ids)
    cube = resampled[..., : channels + 1].astype(np.float32)
    cube[..., -1] = cube[..., -1] > 0.5
    return Sample(image=cube, regions=resampled[..., channels + 1 :].astype(np.float32))
