"""The recipe of 2024, in miniature, by the same way as every other one."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from model.data.case import Case
from model.data.splits import Split
from model.evaluation.evaluate_case import evaluate_case
from model.evaluation.network_labeller import NetworkLabeller
from model.evaluation.study import read_study
from model.tasks.card import TaskCard
from model.training.case_source import FolderSource
from model.training.experiment import Experiment, run_experiment
from model.training.export import export_weights
from model.training.preset import load_preset
from model.training.run_folder import RunFolder


@pytest.fixture
def experiment(phantom_cases: tuple[Case, ...], brain_tumour: TaskCard, tmp_path: Path) -> Experiment:
    """Plan three steps of the recipe with a smaller network on smaller volumes."""
    network = {"name": "report2024_unet3d", "arguments": {"channels": 4, "regions": 3, "filters": [4, 8]}}
    preset = dataclasses.replace(
        load_preset("report2024"), network=network, patch_shape=(32, 32, 32), spacing=(4.0, 4.0, 4.0)
    )
    return Experiment(
        task=preset.adapt(brain_tumour),
        preset=preset,
        recipe="report2024",
        budget="3",
        split=Split(train=("case_0", "case_1"), val=("case_2",)),
        source=FolderSource(cases=phantom_cases, cache=tmp_path / "prepared"),
    )


def test_is_trained_exported_and_measured_beside_the_shipped_network(
    experiment: Experiment, brain_tumour: TaskCard, phantom_cases: tuple[Case, ...], tmp_path: Path
) -> None:
    scores = run_experiment(experiment, folder=tmp_path / "run")
    run = RunFolder(tmp_path / "run")
    card = export_weights(
        run, task=experiment.task, judge=experiment.judge(), folder=tmp_path / "weights", version="0.0"
    )
    assert (card.scaling, card.spacing) == ("slice-maximum", (4.0, 4.0, 4.0))

    study = read_study(phantom_cases[2], task=brain_tumour)
    labeller = NetworkLabeller.open(brain_tumour, weights_dir=tmp_path / "weights", runtime="tensorflow")
    result, labelled = evaluate_case(study, labeller=labeller, task=brain_tumour)
    assert result.regions["WT"]["dice"] == pytest.approx(scores["case_2"]["WT"], abs=0.02)
    assert labelled.probabilities is not None
    assert labelled.probabilities.prepared.image[..., :4].max() <= 1.0
    outer_to_inner = np.diff(labelled.probabilities.values, axis=-1)
    assert (outer_to_inner <= 1e-5).all()
