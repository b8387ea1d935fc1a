"""From the files of a study to a mask: the same for the worker and for the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from model.tasks import TaskCard
from model.volumes import Volume, VolumeLimits, read_volume, slice_plane, take_slice

if TYPE_CHECKING:
    from model.inference import SegmentationResult, Segmenter

__all__ = ["SegmentedStudy", "segment_files"]

Progress = Callable[[str, float], None]

# Each file that is read needs memory for two copies for a moment; two at once keep both cores busy.
_READERS = 2
# Shares of the whole at which the network's part begins and ends.
_READ = 0.1
_SEGMENTED = 0.95


@dataclass(frozen=True)
class SegmentedStudy:
    """Hold what came out.

    Args:
        result: labels, uncertainty, confidence and findings, on the canonical grid.
        volumes_ml: millilitres by region.
        widest_at: by region that there is, the voxel whose three slices each show most of it.
        volume: the first channel that there is, whose grid the mask is on.
    """

    result: SegmentationResult
    volumes_ml: dict[str, float]
    widest_at: dict[str, list[int]]
    volume: Volume


def segment_files(
    files: Mapping[str, Path],
    *,
    task: TaskCard,
    segmenter: Segmenter,
    limits: VolumeLimits,
    on_progress: Progress,
) -> SegmentedStudy:
    """Read the channels, run the network, and measure its regions.

    Args:
        files: at least one, by channel id; checked before, alone and against one another.
        task: what to segment.
        segmenter: loaded for that task.
        limits: what a file may measure.
        on_progress: told the stage and the share of the whole, 0 to 1; may raise to stop.

    Raises:
        VolumeError: a file cannot be read.
    """
    from model.inference import region_volumes_ml
    from model.measure.profile import region_profile, widest_voxels

    on_progress("reading", 0.0)
    present = [channel for channel in task.channel_ids if channel in files]
    with ThreadPoolExecutor(_READERS) as pool:
        read = pool.map(lambda channel: read_volume(files[channel], limits=limits), present)
        volumes = dict(zip(present, read, strict=True))
    on_progress("reading", _READ)
    first = volumes[present[0]]
    result = segmenter.segment(
        _as_pictures(volumes, task=task) if task.pictures else volumes,
        on_progress=lambda stage, share: on_progress(stage, _READ + share * (_SEGMENTED - _READ)),
    )
    if task.pictures:
        result = replace(result, labels=_as_slice(result.labels), uncertainty=_as_slice(result.uncertainty))
    volumes_ml = region_volumes_ml(result.labels, task=task, voxel_ml=first.grid.voxel_ml)
    widest_at = widest_voxels(region_profile(result.labels, regions=task.regions))
    return SegmentedStudy(result=result, volumes_ml=volumes_ml, widest_at=widest_at, volume=first)


def _as_pictures(volumes: Mapping[str, Volume], *, task: TaskCard) -> dict[str, Volume]:
    """Give volumes of one slice as networks of pictures see them: as they were learned from, and as the files are."""
    from model.data.picture_file import picture_volume

    return {
        channel: picture_volume(take_slice(volume.data, "axial", 0), spacing=task.spacing)
        for channel, volume in volumes.items()
    }


def _as_slice(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Put what was found in a picture, rows by columns by one, onto the canonical grid of its volume."""
    return np.ascontiguousarray(slice_plane(pixels[..., 0])[..., None])
