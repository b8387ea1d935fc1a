"""`neuroslice choose-rules`: learn on unseen cases which parts of a mask are too small to be believed."""

from __future__ import annotations

import os
from pathlib import Path

import click

from backend.cli._unseen import choose_targets, read_folds, unseen_options, write_to_cards
from model.tasks import get_task


@click.command("choose-rules")
@unseen_options
def command(task_id: str, data: Path, folders: tuple[Path, ...], targets: tuple[Path, ...]) -> None:
    """Choose which parts of a mask to give up, on cases that the weights were not trained on, and write it into a card.

    A part of a region that is smaller than a limit, or a region that is smaller than another in all, becomes what is
    around it. Limits that do not raise the mean of Dice and lesion-wise Dice clearly are left out; what the card says
    now plays no part. The file of weights stays as it is, and so does its hash: give the weights a new version if they
    are already in use.
    """
    task = get_task(task_id)
    written = choose_targets(targets, folders=folders, task=task)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    from tqdm import tqdm

    from model.evaluation.choose_rules import choose_rules
    from model.evaluation.drawn import Drawn
    from model.evaluation.folds_labeller import FoldsLabeller
    from model.evaluation.rules_table import rules_table
    from model.evaluation.study import read_study
    from model.inference.sure import sure_volumes

    folds = read_folds(data, folders=folders, task=task)
    labeller = FoldsLabeller(folds, task=task, with_rules=False)
    drawn = []
    for case in tqdm([case for fold in folds for case in fold.cases], desc="Segmenting", unit="case"):
        study = read_study(case, task=task)
        labelled = labeller.label(study)
        probabilities = labelled.probabilities
        assert probabilities is not None  # a network's
        sure = sure_volumes(probabilities.values, task=task, spacing=probabilities.prepared.target)
        drawn.append(Drawn.of(study, labelled.labels, sure_mm3=sure))
    with tqdm(total=len(task.regions), desc="Choosing", unit="region") as bar:
        rules = choose_rules(drawn, task=task, on_region=lambda region: bar.update())
    write_to_cards(written, {"rules": rules}, task=task)
    click.echo("\n".join(rules_table(rules, task=task)))
