"""`neuroslice calibrate`: learn on unseen cases how far a network's probabilities can be trusted."""

from __future__ import annotations

import os
from pathlib import Path

import click

from backend.cli._unseen import choose_targets, read_folds, unseen_options, write_to_cards
from model.tasks import get_task


@click.command("calibrate")
@unseen_options
def command(task_id: str, data: Path, folders: tuple[Path, ...], targets: tuple[Path, ...]) -> None:
    """Fit temperatures and confidences on cases that the weights were not trained on, and write them into their card.

    The file of weights stays as it is, and so does its hash.
    """
    task = get_task(task_id)
    written = choose_targets(targets, folders=folders, task=task)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    from tqdm import tqdm

    from model.evaluation.calibrate import calibrate, observe
    from model.evaluation.folds_labeller import FoldsLabeller
    from model.inference.calibration import Calibration

    folds = read_folds(data, folders=folders, task=task)
    labeller = FoldsLabeller(folds, task=task)
    work = [(fold, case) for fold in folds for case in fold.cases]
    observed = [
        observe(case, labeller=labeller, task=task, before=Calibration.from_card(fold.card.calibration))
        for fold, case in tqdm(work, desc="Segmenting", unit="case")
    ]
    calibration = calibrate(observed, task=task)
    write_to_cards(written, {"calibration": calibration}, task=task)
    for region, temperature in calibration["temperature"].items():
        ece = calibration["ece"][region]
        click.echo(
            f"{region}: temperature {temperature:.2f}; calibration error {ece['all_before']:.4f} -> {ece['all']:.4f}, "
            f"undecided voxels {ece['undecided_before']:.3f} -> {ece['undecided']:.3f}; flagged below "
            f"{calibration['low_confidence'].get(region, 0.0):.2f}"
        )
