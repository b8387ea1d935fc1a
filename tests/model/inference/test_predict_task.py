from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from model.inference.predict import AS_IS, LEFT_RIGHT, probabilities_of
from model.inference.predict_task import predict_task, shape_to_run
from model.tasks.card import TaskCard
from model.tasks.prediction_card import PredictionCard
from model.tasks.registry import get_task


class Unpadded:
    """Give the first channel without two voxels on each side of x and y, as unpadded convolutions would."""

    name, precision, channels, multiple = "test", "float32", 2, (1, 1, 1)

    def __init__(self, *, lost: int = 2) -> None:
        self.lost = lost
        self.read: list[tuple[int, ...]] = []

    def logits(self, batch: np.ndarray) -> np.ndarray:
        """Cut."""
        self.read.append(batch.shape[1:4])
        inner = slice(self.lost, -self.lost or None)
        return np.asarray(batch[:, inner, inner, :, :1], np.float32)


def _task(**prediction: object) -> TaskCard:
    return dataclasses.replace(get_task("cells"), prediction=PredictionCard(**prediction))  # type: ignore[arg-type]


@pytest.fixture
def image() -> np.ndarray:
    """Give two slices that are no multiple of a tile, and smooth, so that they can be turned."""
    x, y, z = np.meshgrid(np.arange(21), np.arange(26), np.arange(2), indexing="ij")
    values = np.sin(x / 9.0) + np.cos(y / 11.0) + z
    return np.stack([values, np.ones_like(values)], axis=-1).astype(np.float32)


def test_unpadded_convolutions_are_run_tile_by_tile_and_every_voxel_is_found(image: np.ndarray) -> None:
    runtime = Unpadded()
    found = predict_task(runtime, image, task=_task(tile=(12, 12, 1), margin=(2, 2, 0)), usual=(12, 12, 1))
    assert set(runtime.read) == {(12, 12, 1)}
    np.testing.assert_allclose(found, probabilities_of(image[..., :1]), atol=1e-6)


def test_a_task_that_was_learned_from_single_slices_finds_every_slice_of_a_volume() -> None:
    task = get_task("stroke")
    volume = np.random.default_rng(0).normal(size=(197, 233, 3, 2)).astype(np.float32)
    runtime = Unpadded(lost=0)
    found = predict_task(runtime, volume, task=task, usual=shape_to_run(task, multiple=(16, 16, 1)))
    np.testing.assert_allclose(found, probabilities_of(volume[..., :1]), atol=1e-6)
    assert {depth for *_, depth in runtime.read} <= {1, 3}


def test_averages_over_rotations_of_the_slices(image: np.ndarray) -> None:
    runtime = Unpadded(lost=0)
    steps: list[float] = []
    found = predict_task(runtime, image, task=_task(rotations=7), usual=(16, 16, 2), flips=AS_IS, on_step=steps.append)
    assert len(runtime.read) == 7
    assert found.shape == (21, 26, 2, 1)
    # A network that looks at one voxel alone says the same of every rotation.
    np.testing.assert_allclose(found, probabilities_of(image[..., :1]), atol=0.02)
    assert steps == sorted(steps)
    assert steps[-1] == 1.0


def test_rotations_and_tiles_and_mirror_images_go_together(image: np.ndarray) -> None:
    task = _task(tile=(12, 12, 1), margin=(2, 2, 0), rotations=4)
    runtime = Unpadded()
    found = predict_task(runtime, image, task=task, usual=(12, 12, 1), flips=LEFT_RIGHT)
    np.testing.assert_allclose(found, probabilities_of(image[..., :1]), atol=0.02)
    # The mask of the second channel is never between yes and no, or the network would meet what it never learned.
    assert len(runtime.read) > 8


def test_is_made_ready_for_the_tile_where_there_is_one() -> None:
    assert shape_to_run(_task(tile=(572, 572, 1), margin=(92, 92, 0)), multiple=(16, 16, 1)) == (572, 572, 1)
    assert shape_to_run(_task(tile=(500, 512, 1)), multiple=(16, 16, 1)) == (512, 512, 1)
    volumes = dataclasses.replace(_task(), pictures=False)
    assert shape_to_run(volumes, multiple=32) == (160, 192, 160)
    assert shape_to_run(_task(), multiple=(32, 32, 1))[2] == 1  # pictures


def test_says_nothing_on_a_card_where_nothing_is_special() -> None:
    assert PredictionCard().to_dict() == {}
    special = PredictionCard(tile=(8, 8, 1), margin=(2, 2, 0), rotations=7)
    assert special.to_dict() == {"tile": [8, 8, 1], "margin": [2, 2, 0], "rotations": 7}
    assert PredictionCard.from_dict(special.to_dict()) == special
