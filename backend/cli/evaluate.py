"""`neuroslice evaluate`: measure a task's shipped network on cases with expert masks."""

from __future__ import annotations

import os
from pathlib import Path

import click


@click.command("evaluate")
@click.option("--task", "task_id", default="brain-tumour", show_default=True, help="Task card to measure.")
@click.option(
    "--data",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of BraTS cases with masks.",
)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder of the tables.")
@click.option(
    "--weights",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of other weights than the shipped ones.",
)
def command(task_id: str, data: Path, out: Path, weights: Path | None) -> None:
    """Segment every case below a folder and write a table of Dice and volumes: CSV, JSON and Markdown."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    from tqdm import tqdm

    from model.data.brats import find_cases
    from model.errors import NeuroSliceModelError
    from model.inference import Segmenter
    from model.inference.evaluate import evaluate_case
    from model.inference.report import write_report
    from model.tasks.registry import get_task

    try:
        task = get_task(task_id)
        cases = find_cases(data)
        without = [case.name for case in cases if case.labels is None]
        if without:
            raise click.ClickException(f"These cases have no expert mask: {', '.join(without)}.")
        segmenter = Segmenter.load(task, weights_dir=weights)
        rows = [evaluate_case(case, segmenter=segmenter, task=task) for case in tqdm(cases, unit="case")]
        write_report(
            rows, folder=out, task=task, model=f"{segmenter.name} {segmenter.version} ({segmenter.sha256[:12]})"
        )
    except (NeuroSliceModelError, ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo((out / "evaluation.md").read_text(encoding="utf-8"))
