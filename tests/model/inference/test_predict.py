from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.inference.predict import predict


class Network:
    """Give each voxel its first channel as logit, and remember the shapes that came."""

    def __init__(self) -> None:
        self.shapes: list[tuple[int, ...]] = []

    def predict_on_batch(self, batch: np.ndarray) -> np.ndarray:
        self.shapes.append(batch.shape)
        return batch[..., :1]


@pytest.fixture
def network() -> Any:
    return Network()


def _image(*shape: int) -> np.ndarray:
    return np.random.default_rng(0).normal(size=(*shape, 2)).astype(np.float32)


def _sigmoid(image: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-image[..., :1]))


def test_gives_the_sigmoid_of_the_logits_where_the_image_was(network: Any) -> None:
    image = _image(5, 7, 3)
    np.testing.assert_allclose(predict(network, image, usual_shape=(16, 16, 16)), _sigmoid(image), atol=1e-6)


def test_pads_small_images_to_one_shape_and_large_ones_to_a_multiple(network: Any) -> None:
    predict(network, _image(5, 7, 3), usual_shape=(16, 16, 16), mirror=False)
    predict(network, _image(17, 7, 40), usual_shape=(16, 16, 16), mirror=False)
    assert network.shapes == [(1, 16, 16, 16, 2), (1, 32, 16, 48, 2)]


def test_mirrors_left_and_right_and_back(network: Any) -> None:
    image = _image(6, 4, 4)
    np.testing.assert_allclose(predict(network, image, usual_shape=(8, 8, 8)), _sigmoid(image), atol=1e-6)
    assert len(network.shapes) == 2


def test_tiles_give_the_same_as_one_pass_where_the_network_looks_at_single_voxels(network: Any) -> None:
    image = _image(40, 20, 33)
    tiled = predict(network, image, usual_shape=(16, 16, 16), largest_pass=5000)
    assert set(network.shapes) == {(1, 16, 16, 16, 2)}
    np.testing.assert_allclose(tiled, _sigmoid(image), atol=1e-5)


def test_large_logits_do_not_overflow(network: Any) -> None:
    image = np.full((2, 2, 2, 2), -1e5, np.float32)
    np.testing.assert_array_equal(predict(network, image, usual_shape=(8, 8, 8)), 0.0)


def test_tells_its_progress_before_every_pass(network: Any) -> None:
    told: list[float] = []
    predict(network, _image(4, 4, 4), usual_shape=(8, 8, 8), on_step=told.append)
    assert told == [0.0, 0.5, 1.0]
