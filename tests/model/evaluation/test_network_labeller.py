"""A real, untrained network: what it says does not matter here, only that it comes by the product's own way."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from model.errors import ModelUnavailable
from model.evaluation.network_labeller import NetworkLabeller
from model.evaluation.study import Study
from model.inference import Segmenter
from model.networks.registry import build_network
from model.tasks.card import TaskCard
from model.weights.card import WeightsCard
from model.weights.store import round_weights, write_weights


@pytest.fixture(scope="module")
def weights(tiny_task: TaskCard, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the weights of a tiny network that works at 4 mm and on shares of a maximum, unlike the task's own."""
    folder = tmp_path_factory.mktemp("weights")
    network = build_network(tiny_task.network.name, shape=(None, None, None), **tiny_task.network.arguments)
    card = WeightsCard(
        task=tiny_task.id,
        name="tiny",
        version="0.1",
        file=f"{tiny_task.weights}.npz",
        sha256=write_weights(folder / f"{tiny_task.weights}.npz", round_weights(network.get_weights())),
        network={"name": tiny_task.network.name, "arguments": dict(tiny_task.network.arguments)},
        spacing=(4.0, 4.0, 4.0),
        scaling="slice-maximum",
        channels=tiny_task.channel_ids,
        regions=tuple(region.id for region in tiny_task.regions),
        intended_use="tests",
        training={},
        validation={},
    )
    card.write(folder / f"{tiny_task.weights}.json")
    return folder


def test_network_spacing_and_scaling_are_those_of_the_weights(
    weights: Path, brain_tumour: TaskCard, study: Study
) -> None:
    labeller = NetworkLabeller.open(brain_tumour, weights_dir=weights)
    assert labeller.name == "tiny 0.1"
    labelled = labeller.label(study)
    assert labelled.probabilities is not None
    assert labelled.probabilities.prepared.target == (4.0, 4.0, 4.0)
    assert 0.0 <= labelled.probabilities.prepared.image.min() < labelled.probabilities.prepared.image.max() <= 1.0
    inside = labelled.probabilities.in_brain()
    assert inside.shape == (labelled.probabilities.prepared.brain.sum(), len(brain_tumour.regions))
    assert 0.0 <= inside.min() <= inside.max() <= 1.0


def test_labels_are_those_of_the_product(brain_tumour: TaskCard, study: Study) -> None:
    labelled = NetworkLabeller.open(brain_tumour).label(study)
    expected = Segmenter.load(brain_tumour).segment(study.channels)
    np.testing.assert_array_equal(labelled.labels, expected.labels)
    assert labelled.confidence == expected.confidence


def test_says_what_runs_it_and_over_which_flips(weights: Path, brain_tumour: TaskCard, study: Study) -> None:
    opened = [
        NetworkLabeller.open(brain_tumour, weights_dir=weights, runtime="tensorflow", flips=flips)
        for flips in ("none", "every-axis")
    ]
    assert [labeller.description.split(", ")[2:] for labeller in opened] == [
        ["tensorflow", "flips: none"],
        ["tensorflow", "flips: every-axis"],
    ]
    plain, averaged = (labeller.label(study).probabilities for labeller in opened)
    assert plain is not None
    assert averaged is not None
    assert not np.allclose(plain.values, averaged.values, atol=1e-3)


def test_weights_of_another_task_are_refused(weights: Path, brain_tumour: TaskCard, tmp_path: Path) -> None:
    values = json.loads((weights / "brain-tumour.json").read_text(encoding="utf-8"))
    (tmp_path / "brain-tumour.json").write_text(json.dumps({**values, "regions": ["WT"]}), encoding="utf-8")
    with pytest.raises(ModelUnavailable, match="not those of task brain-tumour"):
        NetworkLabeller.open(brain_tumour, weights_dir=tmp_path)
