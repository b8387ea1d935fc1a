"""Look at uploaded files before any of them becomes a study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from backend.errors import FieldError
from backend.store import IncomingFile, Upload
from backend.store.disk import sync_file
from model.errors import VolumeError
from model.tasks import TaskCard
from model.volumes import (
    VolumeLimits,
    VolumeSummary,
    compare_channels,
    find_identical,
    inspect_volume,
    read_picture,
    write_clean_volume,
    write_display_volume,
    write_picture_volume,
)

__all__ = ["CheckedVolume", "CheckedVolumes", "check_volumes", "make_display_volumes"]

# Decompression leaves Python's lock alone, so that two files are read in the time of one; more would keep the other
# requests waiting.
_THREADS = 2


@dataclass(frozen=True)
class CheckedVolume:
    """Hold a file that was looked at from end to end.

    Args:
        channel: id of its channel.
        file: finished, in the upload's folder, without the names that may have come with it.
        summary: what is in it.
    """

    channel: str
    file: IncomingFile
    summary: VolumeSummary


@dataclass(frozen=True)
class CheckedVolumes:
    """Hold the result of looking at all files.

    Args:
        volumes: those that are acceptable alone, in the order of the task.
        errors: everything that is wrong.
        limits: what the copies may measure.
    """

    volumes: tuple[CheckedVolume, ...]
    errors: tuple[FieldError, ...]
    limits: VolumeLimits


def check_volumes(
    files: Mapping[str, IncomingFile], *, task: TaskCard, limits: VolumeLimits, upload: Upload
) -> CheckedVolumes:
    """Check every file alone and against the others, so that all problems are reported at once.

    What is accepted is a copy without names; the file that came is of no use any more. Of a picture the copy is a
    volume of one slice.

    Args:
        files: by channel id; some may be missing.
        task: says what to call the channels.
        limits: what a file may measure.
        upload: where the files are.

    Raises:
        OSError: the disk is full or broken.
    """
    channels = [channel for channel in task.channel_ids if channel in files]
    inspect = partial(_inspect, pictures=task.pictures, limits=limits)
    copies = {channel: upload.new_file() for channel in channels}
    with ThreadPoolExecutor(_THREADS) as pool:
        looked_at = list(pool.map(lambda channel: inspect(channel, files[channel], copy=copies[channel]), channels))
    volumes = tuple(result for result in looked_at if isinstance(result, CheckedVolume))
    errors = [result for result in looked_at if isinstance(result, FieldError)]
    names = task.channel_names
    # Copies show what names hide: one image, given twice under two descriptions.
    digests = {channel: files[channel].sha256 for channel in channels}
    digests |= {volume.channel: volume.file.sha256 for volume in volumes}
    identical = find_identical(digests, names=names)
    grids = {volume.channel: volume.summary.grid for volume in volumes}
    different = compare_channels(grids, names=names) if grids else []
    errors += [FieldError(error.field or "", error.message) for error in (*identical, *different)]
    return CheckedVolumes(
        volumes=volumes,
        errors=tuple(sorted(errors, key=lambda error: channels.index(error.field))),
        limits=VolumeLimits.of_kept(max_bytes=limits.max_bytes) if task.pictures else limits,
    )


def make_display_volumes(volumes: Sequence[CheckedVolume], *, folder: Path, limits: VolumeLimits) -> dict[str, Path]:
    """Make what slices are cut from, by the SHA-256 of the file.

    Raises:
        OSError: the disk is full or broken.
    """
    targets = {volume.file.sha256: folder / f"{volume.file.sha256}.npy" for volume in volumes}

    def write(volume: CheckedVolume) -> None:
        target = targets[volume.file.sha256]
        write_display_volume(volume.file.path, target, volume.summary, limits=limits)
        sync_file(target)

    with ThreadPoolExecutor(_THREADS) as pool:
        list(pool.map(write, volumes))
    return targets


def _inspect(
    channel: str, file: IncomingFile, *, copy: IncomingFile, pictures: bool, limits: VolumeLimits
) -> CheckedVolume | FieldError:
    file.finish()
    if file.size == 0:
        return FieldError(channel, "The file is empty.")
    try:
        summary = (_keep_picture if pictures else _keep_volume)(file, copy=copy, limits=limits)
    except VolumeError as error:
        return FieldError(channel, error.message)
    file.path.unlink()
    return CheckedVolume(channel=channel, file=copy, summary=summary)


def _keep_volume(file: IncomingFile, *, copy: IncomingFile, limits: VolumeLimits) -> VolumeSummary:
    summary = inspect_volume(file.path, limits=limits)
    write_clean_volume(file.path, cast(BinaryIO, copy), limits=limits)
    copy.finish()
    return summary


def _keep_picture(file: IncomingFile, *, copy: IncomingFile, limits: VolumeLimits) -> VolumeSummary:
    pixels = read_picture(file.path)
    write_picture_volume(pixels, cast(BinaryIO, copy))
    copy.finish()
    summary = inspect_volume(copy.path, limits=VolumeLimits.of_kept(max_bytes=limits.max_bytes))
    # What is shown with 16 bits, and downloaded, is then the picture that came.
    return replace(summary, slope=1.0, intercept=0.0) if pixels.dtype.kind == "u" else summary
