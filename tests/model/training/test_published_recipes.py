"""The recipes of 2015 and 2016, small: from files to weights, and from weights to a mask."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.augment.pipeline import build_pipeline
from model.augment.sample import Sample
from model.data.readers import find_cases
from model.data.splits import Split
from model.evaluation.evaluate_case import evaluate_case
from model.evaluation.network_labeller import NetworkLabeller
from model.evaluation.study import read_study
from model.inference.predict_task import predict_task
from model.inference.runtimes.tensorflow import TensorflowRuntime
from model.tasks.registry import get_task
from model.training.batches import BatchMaker
from model.training.build import build_for_judging, build_for_training
from model.training.case_source import FolderSource
from model.training.experiment import Experiment, run_experiment
from model.training.export import export_weights
from model.training.preset import load_preset
from model.training.replicas import find_replicas
from model.training.run_folder import RunFolder
from model.weights.card import read_card

Image = pytest.importorskip("PIL.Image")


@pytest.fixture
def films(tmp_path: Path) -> Path:
    """Write three frames of bright cells, two of which touch."""
    rng = np.random.default_rng(0)
    folder = tmp_path / "films"
    (folder / "01").mkdir(parents=True)
    (folder / "01_GT" / "SEG").mkdir(parents=True)
    for frame in range(3):
        cells = np.zeros((50, 70), np.uint16)
        cells[10:25, 10:30], cells[25:40, 10:30], cells[12:30, 45:60] = 1, 2, 3
        pixels = rng.normal(80, 5, cells.shape) + 60 * (cells > 0)
        Image.fromarray(pixels.astype(np.uint8)).save(folder / "01" / f"t00{frame}.tif")
        Image.fromarray(cells).save(folder / "01_GT" / "SEG" / f"man_seg00{frame}.tif")
    return folder


def test_the_recipe_of_2015_goes_from_frames_to_cells(films: Path, tmp_path: Path) -> None:
    cases = find_cases(films, task="cells")
    preset = dataclasses.replace(
        load_preset("unet2015"),
        network={"name": "unet", "arguments": {"padding": "valid", "filters": [4, 4, 4], "dropout": 0.1}},
        patch_shape=(60, 60, 1),
        margin=(20, 20, 0),
        rotations=3,
        validate_every=1.0,
    )
    task = preset.adapt(get_task("cells"))
    experiment = Experiment(
        task=task,
        preset=preset,
        recipe="small",
        budget="3",
        split=Split(train=(cases[0].name, cases[1].name), val=(cases[2].name,)),
        source=FolderSource(cases=cases, cache=tmp_path / "cache"),
    )
    scores = run_experiment(experiment, folder=tmp_path / "run")
    judge = experiment.judge()
    export_weights(RunFolder(tmp_path / "run"), task=task, judge=judge, folder=tmp_path / "weights", version="1.0")

    card = read_card("cells", folder=tmp_path / "weights")
    assert card.prediction == {"tile": [60, 60, 1], "margin": [20, 20, 0], "rotations": 3}
    assert card.network["arguments"]["head"] == "softmax"
    labeller = NetworkLabeller.open(get_task("cells"), weights_dir=tmp_path / "weights", runtime="tensorflow")
    result, labelled = evaluate_case(read_study(cases[2], task=task), labeller=labeller, task=task)
    assert labelled.labels.shape == (50, 70, 1)
    assert set(result.regions["CELL"]) == {"dice", "iou", "seg"}
    assert result.objects == {"CELL": 3}
    # What ran the network here is what measured it in training, but for the rounding of the weights.
    assert result.regions["CELL"]["dice"] == pytest.approx(scores[cases[2].name]["CELL"], abs=0.05)


def _volume(shape: tuple[int, int, int], **facts: Any) -> Sample:
    """Make up a heart of which one slice is annotated."""
    rng = np.random.default_rng(1)
    regions = np.zeros((*shape, 3), np.float32)
    regions[20:30, 20:30, :, 0], regions[30:44, 20:40, :, 2] = 1.0, 1.0
    image = np.ones((*shape, 2), np.float32)
    image[..., 0] = rng.normal(size=shape) + regions[..., 0] - regions[..., 2]
    weights = np.zeros((*shape, 1), np.float32)
    weights[:, :, 5] = 1.0
    return Sample(image=image, regions=regions, weights=weights)


def test_the_recipe_of_2016_learns_from_annotated_slices_alone_and_fills_the_volume() -> None:
    preset = dataclasses.replace(
        load_preset("unet3d2016"),
        network={"name": "unet3d", "arguments": {"padding": "valid", "batch_statistics": True, "width": 4}},
        patch_shape=(92, 92, 92),
    )
    task = preset.adapt(get_task("cardiac"))
    sample = _volume((56, 60, 10))
    make = BatchMaker(
        cases=[sample],
        pipeline=build_pipeline(preset.augment, patch_shape=preset.patch_shape, margin=preset.margin),
        patch_shape=preset.patch_shape,
        batch_size=1,
        seed=1,
    )
    batch = next(batch for batch in map(make, range(20)) if batch.truth[:, 44:48, 44:48, 44:48, -1].any())
    network, average = build_for_training(task, preset=preset)
    network.run_eagerly = True
    assert network.output_shape == (None, 4, 4, 4, 4)
    step = find_replicas(1, batch_size=1).step
    assert np.isfinite(step(network, batch))
    average.update(step=0)

    judged = build_for_judging(task)
    judged.set_weights(average.values)
    found = predict_task(
        TensorflowRuntime(judged, fold=False), sample.image[:9, :9, :5], task=task, usual=(92, 92, 92), flips=((),)
    )
    assert found.shape == (9, 9, 5, 3)
    assert np.isfinite(found).all()
    assert (found.sum(axis=-1) <= 1 + 1e-5).all()
