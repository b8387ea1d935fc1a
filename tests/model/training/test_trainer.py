"""Real training of a tiny network on made-up cases."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.data.case import Case
from model.evaluation.evaluate_case import evaluate_case
from model.evaluation.network_labeller import NetworkLabeller
from model.evaluation.study import read_study
from model.inference import Segmenter
from model.tasks.card import TaskCard
from model.training.budget import Budget
from model.training.dataset import prepare_cases
from model.training.export import export_weights
from model.training.judge import CaseJudge
from model.training.preset import load_preset
from model.training.run_folder import RunFolder
from model.training.trainer import LOG_STEPS, TrainingPlan, train

STEPS = LOG_STEPS + 4


@pytest.fixture(scope="module")
def plan(
    phantom_cases: tuple[Case, ...], tiny_task: TaskCard, tmp_path_factory: pytest.TempPathFactory
) -> TrainingPlan:
    """Plan a few steps on two cases."""
    folder = tmp_path_factory.mktemp("training")
    preset = dataclasses.replace(
        load_preset("brain-tumour"), patch_shape=(16, 16, 16), warmup_steps=2, learning_rate=0.01, validate_every=0.5
    )
    return TrainingPlan(
        task=tiny_task,
        preset=preset,
        budget=Budget(steps=STEPS),
        prepared=prepare_cases(phantom_cases[:2], task=tiny_task, cache=folder / "prepared"),
        judge=CaseJudge(cases=phantom_cases[2:], task=tiny_task, usual_shape=(16, 16, 16)),
        run=RunFolder(folder / "whole"),
    )


@pytest.fixture(scope="module")
def whole(plan: TrainingPlan) -> TrainingPlan:
    """Train without interruption."""
    plan.run.start(
        {
            "budget": str(STEPS),
            "preset": plan.preset.to_dict(),
            "split": {"train": ["case_0", "case_1"], "val": ["case_2"]},
            "command": "neuroslice train",
            "cubes": False,
            "cube_patients": 0,
            "recipe": "brain-tumour",
            "devices": 1,
        }
    )
    train(plan)
    return plan


def _arrays(path: Path) -> dict[str, np.ndarray]:
    with np.load(path) as arrays:
        return {name: arrays[name] for name in arrays.files if name != "seconds"}


def test_logs_losses_and_validations(whole: TrainingPlan) -> None:
    events = whole.run.events()
    assert [event["step"] for event in events if "loss" in event] == [LOG_STEPS]
    validations = [event for event in events if "validation" in event]
    assert [event["step"] for event in validations] == [STEPS // 2, STEPS]
    assert set(validations[-1]["validation"]["case_2"]) == {"WT", "TC", "ET"}
    assert whole.run.read_scores() == validations[-1]["validation"]
    assert whole.run.curve.read_bytes().startswith(b"\x89PNG")


def test_a_resumed_run_ends_where_an_uninterrupted_one_does(whole: TrainingPlan, tmp_path: Path) -> None:
    def interrupt(share: float, event: Mapping[str, Any]) -> None:
        if "loss" in event:
            raise KeyboardInterrupt

    (tmp_path / "stopped").mkdir()
    stopped = dataclasses.replace(whole, run=RunFolder(tmp_path / "stopped"), on_progress=interrupt)
    with pytest.raises(KeyboardInterrupt):
        train(stopped)
    assert int(_arrays(stopped.run.checkpoint)["step"]) == LOG_STEPS

    train(dataclasses.replace(stopped, on_progress=lambda share, event: None))
    assert [event["step"] for event in stopped.run.events()] == [event["step"] for event in whole.run.events()]
    resumed, expected = _arrays(stopped.run.checkpoint), _arrays(whole.run.checkpoint)
    assert resumed.keys() == expected.keys()
    for name, value in expected.items():
        np.testing.assert_allclose(resumed[name], value, rtol=1e-4, atol=1e-6, err_msg=name)


def test_a_checkpoint_of_another_network_is_refused(whole: TrainingPlan) -> None:
    network = dataclasses.replace(whole.task.network, arguments={**whole.task.network.arguments, "filters": [4, 4]})
    with pytest.raises(ValueError, match="checkpoint of another run"):
        train(dataclasses.replace(whole, task=dataclasses.replace(whole.task, network=network)))


def test_exported_weights_segment_as_their_card_says(
    whole: TrainingPlan, phantom_cases: tuple[Case, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = export_weights(whole.run, task=whole.task, judge=whole.judge, folder=tmp_path, version="0.0")
    assert card.training["steps"] == STEPS
    # The card's figures are float32's; a processor that multiplies bfloat16 would round a voxel or two elsewhere.
    monkeypatch.setattr("model.inference.runtimes.tensorflow.best_policy", lambda: "float32")
    segmenter = Segmenter.load(whole.task, weights_dir=tmp_path, runtime="tensorflow")
    assert (segmenter.version, segmenter.sha256) == ("0.0", card.sha256)
    study = read_study(phantom_cases[2], task=whole.task)
    result, _ = evaluate_case(study, labeller=NetworkLabeller(segmenter), task=whole.task)
    assert card.validation["cases"]["case_2"] == {
        region: pytest.approx(metrics["dice"], abs=1e-4) for region, metrics in result.regions.items()
    }


def test_a_network_supervised_deeply_resumes_and_is_measured_as_the_network_in_use(
    whole: TrainingPlan, tmp_path: Path
) -> None:
    steps = 3
    preset = dataclasses.replace(whole.preset, supervised_levels=1, validate_every=1.0)
    task = dataclasses.replace(
        whole.task,
        network=dataclasses.replace(
            whole.task.network, arguments={**whole.task.network.arguments, "filters": [2, 3, 4]}
        ),
    )
    run = RunFolder(tmp_path)
    plan = dataclasses.replace(whole, task=task, preset=preset, budget=Budget(steps=steps), run=run)
    train(plan)
    longer = dataclasses.replace(plan, budget=Budget(steps=steps + 1))
    assert set(train(longer)["case_2"]) == {"WT", "TC", "ET"}
    assert int(_arrays(run.checkpoint)["step"]) == steps + 1
