from __future__ import annotations

import keras
import numpy as np
import pytest
from keras import layers

from model.inference.predict import AS_IS, EVERY_AXIS, predict
from model.inference.runtimes.tensorflow import TensorflowRuntime


class FirstChannel:
    """A runtime that gives each voxel its first channel as logit, and remembers the shapes that came."""

    name = "first-channel"
    precision = "float32"
    channels = 2
    multiple = 16

    def __init__(self, *, largest: int | None = None) -> None:
        self.shapes: list[tuple[int, ...]] = []
        self._largest = largest

    def logits(self, batch: np.ndarray) -> np.ndarray:
        self.shapes.append(batch.shape)
        if self._largest is not None and batch[..., 0].size > self._largest:
            raise MemoryError
        return batch[..., :1]


@pytest.fixture
def runtime() -> FirstChannel:
    return FirstChannel()


USUAL = (16, 16, 16)


def _image(*shape: int) -> np.ndarray:
    return np.random.default_rng(0).normal(size=(*shape, 2)).astype(np.float32)


def _sigmoid(image: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-image[..., :1]))


def test_gives_the_sigmoid_of_the_logits_where_the_image_was(runtime: FirstChannel) -> None:
    image = _image(5, 7, 3)
    np.testing.assert_allclose(predict(runtime, image, usual=USUAL), _sigmoid(image), atol=1e-6)


def test_pads_to_what_the_network_takes(runtime: FirstChannel) -> None:
    predict(runtime, _image(5, 7, 3), usual=USUAL, flips=AS_IS)
    predict(runtime, _image(17, 7, 40), usual=USUAL, flips=AS_IS)
    assert runtime.shapes == [(1, 16, 16, 16, 2), (1, 32, 16, 48, 2)]


@pytest.mark.parametrize("shape", [(6, 4, 4), (16, 16, 16)])
def test_mirrors_and_mirrors_back(runtime: FirstChannel, shape: tuple[int, int, int]) -> None:
    image = _image(*shape)
    np.testing.assert_allclose(predict(runtime, image, usual=USUAL, flips=EVERY_AXIS), _sigmoid(image), atol=1e-6)
    assert len(runtime.shapes) == 8


def test_without_memory_for_one_pass_tiles_give_the_same(runtime: FirstChannel) -> None:
    image = _image(40, 20, 33)
    tiled = predict(runtime, image, usual=USUAL, bytes_per_voxel=100.0, free_bytes=1_000_000)
    assert set(runtime.shapes) == {(1, 16, 16, 16, 2)}
    np.testing.assert_allclose(tiled, _sigmoid(image), atol=1e-5)


def test_what_a_pass_takes_and_what_is_free_decide_between_one_pass_and_tiles(runtime: FirstChannel) -> None:
    image = _image(32, 32, 32)
    predict(runtime, image, usual=USUAL, flips=AS_IS, bytes_per_voxel=100.0, free_bytes=5_000_000)
    assert runtime.shapes == [(1, 32, 32, 32, 2)]
    predict(runtime, image, usual=USUAL, flips=AS_IS, bytes_per_voxel=200.0, free_bytes=5_000_000)
    assert runtime.shapes[-1] == (1, 16, 16, 16, 2)


def test_a_pass_that_turns_out_too_large_is_made_in_tiles() -> None:
    runtime = FirstChannel(largest=32**3 - 1)
    image = _image(32, 32, 32)
    np.testing.assert_allclose(predict(runtime, image, usual=USUAL, flips=AS_IS), _sigmoid(image), atol=1e-5)


def test_a_tile_that_does_not_fit_is_an_error() -> None:
    with pytest.raises(MemoryError):
        predict(FirstChannel(largest=1), _image(32, 32, 32), usual=USUAL)


def test_tiles_agree_with_one_pass_where_the_network_sees_no_further_than_a_tile_s_border() -> None:
    # Two convolutions see two voxels to either side. At a tile's border they see zeros in place of voxels: that is
    # where the Gaussian makes a tile count next to nothing.
    inputs = keras.Input((None, None, None, 2))
    x = layers.Conv3D(4, 3, padding="same", activation="relu")(inputs)
    network = keras.Model(inputs, layers.Conv3D(2, 3, padding="same")(x))
    rng = np.random.default_rng(0)
    network.set_weights([rng.normal(scale=0.1, size=value.shape).astype(np.float32) for value in network.get_weights()])
    runtime = TensorflowRuntime(network)
    image = rng.normal(size=(64, 48, 48, 2)).astype(np.float32)
    usual = (32, 32, 32)
    whole = predict(runtime, image, usual=usual, flips=AS_IS)
    just_a_tile = round(32**3 * 600 * 1.3) + 1000
    tiled = predict(runtime, image, usual=usual, flips=AS_IS, bytes_per_voxel=600.0, free_bytes=just_a_tile)
    assert whole.std() > 0.05
    difference = np.abs(whole - tiled)
    assert 0 < difference.max() <= 1e-3


def test_large_logits_do_not_overflow(runtime: FirstChannel) -> None:
    image = np.full((2, 2, 2, 2), -1e5, np.float32)
    np.testing.assert_array_equal(predict(runtime, image, usual=USUAL), 0.0)


def test_tells_its_progress_before_every_pass(runtime: FirstChannel) -> None:
    told: list[float] = []
    predict(runtime, _image(4, 4, 4), usual=USUAL, on_step=told.append)
    assert told == [0.0, 0.5, 1.0]
