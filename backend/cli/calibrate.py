"""`neuroslice calibrate`: learn on unseen cases how far a network's probabilities can be trusted."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import click

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("calibrate")
@click.option("--task", "task_id", default="brain-tumour", show_default=True, help="Task card of the weights.")
@click.option("--data", required=True, type=_FOLDER, help="Folder of cases with masks; those trained on are left out.")
@click.option(
    "--weights",
    "folders",
    required=True,
    multiple=True,
    type=_FOLDER,
    help="Folder of weights to calibrate. Repeatable: the networks of several folds, each on cases it has not seen.",
)
@click.option(
    "--write-to",
    type=_FOLDER,
    help="Folder of the weights whose card gets the result; needed with several --weights, or for weights that were "
    "trained on every case and take what their folds learnt.",
)
def command(task_id: str, data: Path, folders: tuple[Path, ...], write_to: Path | None) -> None:
    """Fit temperatures and confidences on cases that the weights were not trained on, and write them into their card.

    The file of weights stays as it is, and so does its hash.
    """
    if write_to is None and len(folders) > 1:
        raise click.ClickException("Say with --write-to whose card gets what several folders of weights learnt.")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    from tqdm import tqdm

    from model.data.readers import find_cases
    from model.evaluation.calibrate import calibrate, observe
    from model.evaluation.network_labeller import NetworkLabeller
    from model.inference.calibration import Calibration
    from model.tasks import get_task
    from model.weights.card import read_card

    task = get_task(task_id)
    try:
        cases = [case for case in find_cases(data) if case.labels is not None]
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    work = []
    for folder in folders:
        card = read_card(task.weights, folder=folder)
        seen = set(card.training.get("cases", ()))
        work += [(folder, card, case) for case in cases if case.name not in seen]
    if not work:
        raise click.ClickException(
            f"Every case with a mask below {data} was trained on, which says nothing about new patients."
        )
    observed = []
    labeller: tuple[Path, NetworkLabeller] | None = None
    for folder, card, case in tqdm(work, desc="Segmenting", unit="case"):
        if labeller is None or labeller[0] != folder:
            labeller = (folder, NetworkLabeller.open(task, weights_dir=folder))
        before = Calibration.from_card(card.calibration)
        observed.append(observe(case, labeller=labeller[1], task=task, before=before))
    calibration = calibrate(observed, task=task)
    target = write_to or folders[0]
    card = read_card(task.weights, folder=target)
    dataclasses.replace(card, calibration=calibration).write(target / f"{task.weights}.json")
    for region, temperature in calibration["temperature"].items():
        ece = calibration["ece"][region]
        click.echo(
            f"{region}: temperature {temperature:.2f}; calibration error {ece['all_before']:.4f} -> {ece['all']:.4f}, "
            f"undecided voxels {ece['undecided_before']:.3f} -> {ece['undecided']:.3f}; flagged below "
            f"{calibration['low_confidence'].get(region, 0.0):.2f}"
        )
