"""`neuroslice demo-case`: a synthetic case for people without data."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("demo-case")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--shape",
    type=(click.IntRange(16, 512), click.IntRange(16, 512), click.IntRange(16, 512)),
    default=(240, 240, 155),
    show_default=True,
    help="Voxels along the three axes.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Another number makes another brain.")
def command(folder: Path, shape: tuple[int, int, int], seed: int) -> None:
    """Write a made-up brain with a tumour, in four modalities, and its true mask into FOLDER."""
    from model.data.phantom import write_demo_case

    folder.mkdir(parents=True, exist_ok=True)
    write_demo_case(folder, shape=shape, seed=seed)
    for path in sorted(folder.glob("demo_*.nii.gz")):
        click.echo(path)
