"""Real validations of networks whose answer is known."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import keras
import numpy as np
import pytest

from model.data.case import Case
from model.metrics.dice import dice
from model.tasks.card import TaskCard
from model.training.dataset import prepare_cases, read_sample
from model.training.judge import CaseJudge, PreparedJudge

SHAPE = (16, 16, 16)
LOGIT = 20.0


@pytest.fixture(scope="module")
def network() -> Callable[[np.ndarray, np.ndarray], keras.Model]:
    """Give a way to make a network whose logits are sums of its input channels: `network(weights, bias)`."""

    def make(weights: np.ndarray, bias: np.ndarray) -> keras.Model:
        inputs = keras.Input((None, None, None, 5))
        layer = keras.layers.Conv3D(3, 1)
        model = keras.Model(inputs, layer(inputs))
        layer.set_weights([np.reshape(weights, (1, 1, 1, 5, 3)).astype(np.float32), np.asarray(bias, np.float32)])
        return model

    return make


@pytest.fixture(scope="module")
def prepared(
    phantom_cases: tuple[Case, ...], tiny_task: TaskCard, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Give the cases at the network's spacing, which is also their own."""
    paths = prepare_cases(phantom_cases, task=tiny_task, cache=tmp_path_factory.mktemp("prepared"))
    return {case.name: path for case, path in zip(phantom_cases, paths, strict=True)}


def _judges(cases: tuple[Case, ...], prepared: dict[str, Path], task: TaskCard) -> tuple[CaseJudge, PreparedJudge]:
    return (
        CaseJudge(cases=cases, task=task, usual_shape=SHAPE),
        PreparedJudge(paths=prepared, task=task, usual_shape=SHAPE),
    )


def test_a_network_that_finds_nothing_scores_nothing(
    network: Callable[..., keras.Model],
    phantom_cases: tuple[Case, ...],
    prepared: dict[str, Path],
    tiny_task: TaskCard,
) -> None:
    nothing = network(np.zeros((5, 3)), np.full(3, -LOGIT))
    for judge in _judges(phantom_cases, prepared, tiny_task):
        scores = judge(nothing)
        assert set(scores) == {"case_0", "case_1", "case_2"}
        assert all(scores[name] == {"WT": 0.0, "TC": 0.0, "ET": 0.0} for name in scores)


def test_a_network_that_takes_the_brain_for_tumour_scores_what_that_is_worth(
    network: Callable[..., keras.Model],
    phantom_cases: tuple[Case, ...],
    prepared: dict[str, Path],
    tiny_task: TaskCard,
) -> None:
    weights = np.zeros((5, 3))
    weights[4] = 2 * LOGIT
    everything = network(weights, np.full(3, -LOGIT))
    for judge in _judges(phantom_cases, prepared, tiny_task):
        scores = judge(everything)
        for case in phantom_cases:
            sample = read_sample(case, task=tiny_task)
            for index, region in enumerate(tiny_task.regions):
                worth = dice(sample.regions[..., index] >= 0.5, sample.brain)
                assert 0.0 < worth < 1.0
                assert scores[case.name][region.id] == pytest.approx(worth, abs=1e-6)


def test_both_judges_say_the_same_of_cases_that_have_the_networks_spacing(
    network: Callable[..., keras.Model],
    phantom_cases: tuple[Case, ...],
    prepared: dict[str, Path],
    tiny_task: TaskCard,
) -> None:
    weights = np.random.default_rng(1).normal(size=(5, 3))
    some = network(weights, np.zeros(3))
    on_files, on_prepared = (judge(some) for judge in _judges(phantom_cases, prepared, tiny_task))
    for name, scores in on_files.items():
        assert on_prepared[name] == pytest.approx(scores, abs=0.01)
    assert any(score > 0 for scores in on_files.values() for score in scores.values())


def test_says_on_which_grid_it_measures(tiny_task: TaskCard) -> None:
    assert "the case's own grid" in CaseJudge(cases=(), task=tiny_task, usual_shape=SHAPE).definition
    flat = dataclasses.replace(tiny_task, spacing=(1.0, 1.0, 2.5))
    assert "network's grid (1 x 1 x 2.5 mm)" in PreparedJudge(paths={}, task=flat, usual_shape=SHAPE).definition
