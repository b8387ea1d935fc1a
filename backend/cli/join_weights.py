"""`neuroslice join-weights`: several networks in one file, to be averaged."""

from __future__ import annotations

from pathlib import Path

import click

from model.tasks import get_task


@click.command("join-weights")
@click.argument(
    "folders",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="WEIGHTS…",
)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder for the result.")
@click.option("--version", required=True, help="Version that the weights' card gets.")
@click.option("--task", "task_id", default="brain-tumour", show_default=True, help="Task card of the weights.")
def command(folders: tuple[Path, ...], out: Path, version: str, task_id: str) -> None:
    """Join the weights of several networks, such as those of a cross-validation's folds.

    Their logits are averaged whenever the file is used. Calibration and part rules stay behind: learn them anew with
    `calibrate` and `choose-rules`, and --write-to the result.
    """
    from model.weights.join import join_weights

    task = get_task(task_id)
    try:
        said = f"neuroslice join-weights {'WEIGHTS ' * len(folders)}--out OUT --version {version}"
        card = join_weights(folders, task=task, folder=out, version=version, command=said)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    learned = len(card.training["cases"])
    click.echo(f"{out}: {card.file}, {card.members} networks, which learned from {learned} cases together")
