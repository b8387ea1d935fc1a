from __future__ import annotations

import keras
import numpy as np
import pytest

from model.networks.eunet import eunet
from tests.model.networks.parameters import trainable


def test_has_about_as_many_parameters_as_reported() -> None:
    network = eunet()
    assert network.output_shape == (None, 224, 192, 1)
    assert trainable(network) == 11_412_609
    assert network.count_params() == 11_453_825
    assert round(network.count_params() / 1e6, 1) == 11.5


def test_takes_images_of_any_size_that_halves_four_times() -> None:
    network = eunet((None, None), channels=2, classes=3, filters=(4, 4, 8, 8, 16))
    assert tuple(network(np.zeros((2, 48, 32, 2), np.float32)).shape) == (2, 48, 32, 3)
    with pytest.raises(ValueError, match="even number"):
        eunet((40, 48))


def test_looks_at_the_whole_image_at_its_bridge_alone() -> None:
    network = eunet((32, 32), filters=(2, 2, 4))
    assert [layer.name for layer in network.layers if layer.name.endswith("_pool") and "context" in layer.name] == [
        "context_pool"
    ]
    assert network.get_layer("context_pool").input.shape[1:] == (8, 8, 4)


def test_learns() -> None:
    keras.utils.set_random_seed(0)
    network = eunet((16, 16), channels=1, classes=1, filters=(4, 4, 4))
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    network.compile(keras.optimizers.Adam(0.01), loss, run_eagerly=True)
    image = np.random.default_rng(0).normal(size=(2, 16, 16, 1)).astype(np.float32)
    truth = (image > 0).astype(np.float32)
    losses = [network.train_on_batch(image, truth) for _ in range(6)]
    assert losses[-1] < losses[0]
