"""`neuroslice segment`: the mask of one study, from files to a file."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from model.tasks import TaskCard, get_task

if TYPE_CHECKING:
    from backend.jobs.segmenting import SegmentedStudy
    from backend.settings import Settings
    from model.volumes import VolumeLimits

TASK = get_task("brain-tumour")
Command = Callable[..., None]


def _channel_options(function: Command) -> Command:
    """Add one option for each channel of the task."""
    file = click.Path(exists=True, dir_okay=False, path_type=Path)
    for channel in reversed(TASK.channels):
        option = click.option(f"--{channel.id}", type=file, help=f"{channel.name} volume.")
        function = option(function)
    return function


@click.command("segment")
@_channel_options
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help=".nii.gz or .nii.")
def command(output: Path, **options: Path | None) -> None:
    """Segment up to four volumes as the server would, and write the mask on the grid of the first of them.

    The mask is best with all four. What is missing or looks wrong is said on stderr.
    """
    files = {channel: path for channel, path in options.items() if path is not None}
    if not files:
        names = " ".join(f"--{channel}" for channel in TASK.channel_ids)
        raise click.ClickException(f"Give at least one volume: {names}.")
    if not output.name.lower().endswith((".nii", ".nii.gz")):
        raise click.ClickException(f"The mask must be named .nii.gz or .nii. Received: {output.name}")
    if not output.parent.is_dir():
        raise click.ClickException(f"There is no folder {output.parent}.")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

    from backend.settings import Settings
    from model.volumes import VolumeLimits

    settings = Settings.from_environment(os.environ)
    limits = VolumeLimits(max_bytes=settings.max_volume_bytes)
    _check(files, task=TASK, limits=limits)
    segmented = _segment(files, output=output, limits=limits, settings=settings)
    for region in TASK.regions:
        click.echo(f"{region.name} ({region.id}): {segmented.volumes_ml[region.id]:.1f} mL")
    for finding in segmented.result.findings:
        click.echo(f"{finding.severity}: {finding.message}", err=True)


def _check(files: Mapping[str, Path], *, task: TaskCard, limits: VolumeLimits) -> None:
    """Check the files as an upload would be.

    Raises:
        click.ClickException: something is wrong; everything that is wrong is named.
    """
    import hashlib

    from model.errors import VolumeError
    from model.volumes import compare_channels, find_identical, inspect_volume

    grids, digests, problems = {}, {}, []
    for channel in (channel for channel in task.channel_ids if channel in files):
        with files[channel].open("rb") as file:
            digests[channel] = hashlib.file_digest(file, "sha256").hexdigest()
        try:
            grids[channel] = inspect_volume(files[channel], limits=limits).grid
        except VolumeError as error:
            problems.append(f"{files[channel].name}: {error.message}")
    problems += [error.message for error in find_identical(digests, names=task.channel_names)]
    if grids:
        problems += [error.message for error in compare_channels(grids, names=task.channel_names)]
    if problems:
        raise click.ClickException(" ".join(problems))


def _segment(files: Mapping[str, Path], *, output: Path, limits: VolumeLimits, settings: Settings) -> SegmentedStudy:
    """Run the network and write the mask."""
    from tqdm import tqdm

    from backend.jobs.segmenting import segment_files
    from model.inference import Segmenter
    from model.volumes import write_mask

    with tqdm(total=100, bar_format="{desc:<14}|{bar:30}| {percentage:3.0f} %", leave=False) as bar:

        def show(stage: str, progress: float) -> None:
            bar.set_description_str(stage, refresh=False)
            bar.update(100 * progress - bar.n)

        show("loading", 0.0)
        segmenter = Segmenter.load(
            TASK, weights_dir=settings.weights_dir, runtime=settings.runtime, cache_dir=settings.runtime_dir
        )
        segmented = segment_files(files, task=TASK, segmenter=segmenter, limits=limits, on_progress=show)
    # Under another name first, so that nobody takes half a mask for a mask.
    ending = ".nii" if output.name.lower().endswith(".nii") else ".nii.gz"
    temporary = output.with_name(f".{uuid.uuid4().hex}{ending}")
    try:
        write_mask(segmented.result.labels, like=segmented.volume.header, path_or_fileobj=temporary)
        os.replace(temporary, output)
    finally:
        temporary.unlink(missing_ok=True)
    return segmented
