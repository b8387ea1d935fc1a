"""The mask of one picture, from a file to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from model.tasks import TaskCard

if TYPE_CHECKING:
    from backend.settings import Settings

__all__ = ["PICTURES", "segment_picture"]

PICTURES = (".png", ".tif", ".tiff")


def segment_picture(path: Path, *, task: TaskCard, output: Path, weights: Path | None, settings: Settings) -> None:
    """Segment a picture and write one of its size, each pixel's value being its label.

    Args:
        path: Of a picture.
        task: Of one channel, whose images are pictures.
        output: Named as a picture.
        weights: Folder of the weights.
        settings: Say what runs the network.

    Raises:
        NeuroSliceModelError: The picture, the weights or the network cannot be used.
    """
    import numpy as np

    from model.data.picture_file import picture_volume, write_picture
    from model.inference import Segmenter
    from model.inference.own_network import task_of_weights
    from model.volumes import read_picture

    (channel,) = task.channels
    picture = picture_volume(read_picture(path), spacing=task.spacing)
    segmenter = Segmenter.load(
        task_of_weights(task, weights_dir=weights),
        weights_dir=weights,
        runtime=settings.runtime,
        cache_dir=settings.runtime_dir,
    )
    try:
        result = segmenter.segment({channel.id: picture})
    except ValueError as error:
        raise click.ClickException(f"{path.name}: {error}") from error
    write_picture(result.labels[..., 0], path=output)
    for region in task.regions:
        share = float(np.isin(result.labels, region.labels).mean())
        click.echo(f"{region.name} ({region.id}): {share:.1%} of the picture")
    for finding in result.findings:
        click.echo(f"{finding.severity}: {finding.message}", err=True)
