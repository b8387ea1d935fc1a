"""`neuroslice segment`: the mask of one study, from files to a file."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backend.cli._segment_picture import PICTURES, segment_picture
from model.tasks import TaskCard, get_task, load_cards, own_weights

if TYPE_CHECKING:
    from backend.jobs.segmenting import SegmentedStudy
    from backend.settings import Settings
    from model.volumes import VolumeLimits

DEFAULT = "brain-tumour"
Command = Callable[..., None]


def _channel_options(function: Command) -> Command:
    """Add one option for each channel of any task."""
    file = click.Path(exists=True, dir_okay=False, path_type=Path)
    # The task that is usually meant comes first.
    cards = sorted(load_cards(), key=lambda card: card.id != DEFAULT)
    names: dict[str, str] = {}
    for card in cards:
        for each in card.channels:
            names.setdefault(each.id, each.name)
    for channel, name in reversed(names.items()):
        tasks = [card.id for card in cards if channel in card.channel_ids]
        option = click.option(f"--{channel}", type=file, help=f"{name} ({', '.join(tasks)}).")
        function = option(function)
    return function


@click.command("segment")
@click.option("--task", "task_id", default=DEFAULT, show_default=True, help="What to segment.")
@_channel_options
@click.option(
    "--weights",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of other weights than those that ship, such as `train` wrote.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help=".nii.gz or .nii; of a picture .png, .tif or .tiff.",
)
def command(task_id: str, weights: Path | None, output: Path, **options: Path | None) -> None:
    """Segment the volumes of a study as the server would, and write the mask on the grid of the first of them.

    The mask is best with all of them. What is missing or looks wrong is said on stderr. Of a task whose images are
    pictures, a PNG or TIFF comes in and a picture of its size goes out, whose values are labels.
    """
    task = get_task(task_id)
    files = _files(options, task=task)
    endings = PICTURES if task.pictures else (".nii", ".nii.gz")
    if not output.name.lower().endswith(endings):
        raise click.ClickException(f"The mask must be named {' or '.join(reversed(endings))}. Received: {output.name}")
    if not output.parent.is_dir():
        raise click.ClickException(f"There is no folder {output.parent}.")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

    from backend.settings import Settings
    from model.volumes import VolumeLimits

    settings = Settings.from_environment(os.environ)
    weights = weights or own_weights(task, folder=settings.weights_dir)
    if weights is None and not task.served:
        raise click.ClickException(
            f"No weights of task {task.id} ship. Train them ({task.train_command}), and give RUN/weights as --weights."
        )
    if task.pictures:
        segment_picture(*files.values(), task=task, output=output, weights=weights, settings=settings)
        return
    limits = VolumeLimits(max_bytes=settings.max_volume_bytes)
    _check(files, task=task, limits=limits)
    segmented = _segment(files, task=task, output=output, limits=limits, weights=weights, settings=settings)
    for region in task.regions:
        click.echo(f"{region.name} ({region.id}): {segmented.volumes_ml[region.id]:.1f} mL")
    for finding in segmented.result.findings:
        click.echo(f"{finding.severity}: {finding.message}", err=True)


def _files(options: Mapping[str, Path | None], *, task: TaskCard) -> dict[str, Path]:
    """Return the files that were given, in the order of the task's channels.

    Raises:
        click.ClickException: there is none, or one is of another task.
    """
    names = " ".join(f"--{channel}" for channel in task.channel_ids)
    if strange := [f"--{channel}" for channel, path in options.items() if path and channel not in task.channel_ids]:
        raise click.ClickException(f"Task {task.id} takes {names}. Received: {' '.join(sorted(strange))}")
    files = {channel: path for channel in task.channel_ids if (path := options[channel]) is not None}
    if not files:
        raise click.ClickException(f"Give at least one {'picture' if task.pictures else 'volume'}: {names}.")
    return files


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


def _segment(
    files: Mapping[str, Path],
    *,
    task: TaskCard,
    output: Path,
    limits: VolumeLimits,
    weights: Path | None,
    settings: Settings,
) -> SegmentedStudy:
    """Run the network and write the mask."""
    from tqdm import tqdm

    from backend.jobs.segmenting import segment_files
    from model.inference import Segmenter
    from model.inference.own_network import task_of_weights
    from model.volumes import write_mask

    with tqdm(total=100, bar_format="{desc:<14}|{bar:30}| {percentage:3.0f} %", leave=False) as bar:

        def show(stage: str, progress: float) -> None:
            bar.set_description_str(stage, refresh=False)
            bar.update(100 * progress - bar.n)

        show("loading", 0.0)
        segmenter = Segmenter.load(
            task_of_weights(task, weights_dir=weights),
            weights_dir=weights,
            runtime=settings.runtime,
            cache_dir=settings.runtime_dir,
        )
        segmented = segment_files(files, task=task, segmenter=segmenter, limits=limits, on_progress=show)
    # Under another name first, so that nobody takes half a mask for a mask.
    ending = ".nii" if output.name.lower().endswith(".nii") else ".nii.gz"
    temporary = output.with_name(f".{uuid.uuid4().hex}{ending}")
    try:
        write_mask(segmented.result.labels, like=segmented.volume.header, path_or_fileobj=temporary)
        os.replace(temporary, output)
    finally:
        temporary.unlink(missing_ok=True)
    return segmented
