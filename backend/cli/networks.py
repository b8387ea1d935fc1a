"""`neuroslice networks`: what every network is made of."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("networks")
@click.option(
    "--pictures",
    type=click.Path(file_okay=False, path_type=Path),
    help="Draw each of them into this folder instead, as NAME.svg.",
)
def command(pictures: Path | None) -> None:
    """List every network: input shape, classes, trainable and total parameters."""
    import math

    from model.networks.registry import NETWORKS, build_network

    if pictures is not None:
        _draw(pictures)
        return
    rows = [("network", "input", "classes", "trainable", "total")]
    for entry in NETWORKS.values():
        try:
            network = build_network(entry.name, shape=entry.shape, **entry.arguments)
        except ImportError as error:
            raise click.ClickException("Keras is not installed: install neuroslice[cpu] or neuroslice[gpu].") from error
        trainable = sum(math.prod(weight.shape) for weight in network.trainable_weights)
        rows.append(
            (
                entry.name,
                "x".join(str(size) for size in network.input_shape[1:]),
                str(network.output_shape[-1]),
                f"{trainable:,}",
                f"{network.count_params():,}",
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        left = row[0].ljust(widths[0])
        click.echo("  ".join([left, *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]))


def _draw(folder: Path) -> None:
    from model.networks.pictures import write_pictures

    try:
        paths = write_pictures(folder)
    except ImportError as error:
        raise click.ClickException("Keras is not installed: install neuroslice[cpu] or neuroslice[gpu].") from error
    for path in paths:
        click.echo(str(path))
