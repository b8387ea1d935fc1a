from __future__ import annotations

from typing import Any

import keras
import numpy as np
import pytest

from model.networks.dense_unet import dense_unet
from tests.model.networks.parameters import trainable

# Two resolutions that are added have as many channels: 10 after the second dense block, 12 after the first, 8 before.
SMALL: dict[str, Any] = {"growth": 4, "filters": 8, "blocks": (1, 1, 1, 1), "decoder": (10, 12, 8, 4, 4)}


def test_has_the_parameters_of_its_authors_code() -> None:
    network = dense_unet()
    assert network.output_shape == (None, 224, 224, 3)
    assert trainable(network) == 49_527_843
    assert network.get_layer("line0").filters == 2208
    found = [network.get_layer(f"decoder{level}").filters for level in range(5)]
    assert found == [768, 384, 96, 96, 64]


def test_its_encoder_is_densenet_161() -> None:
    network = dense_unet()
    encoder = keras.Model(network.input, network.get_layer("bridge_relu").output)
    # As many as in https://pytorch.org/vision (densenet161), its classifier of 2208 x 1000 + 1000 left out.
    assert trainable(encoder) == 28_681_000 - (2208 * 1000 + 1000)


def test_takes_images_of_any_size_that_halves_five_times() -> None:
    network = dense_unet((None, None), channels=1, classes=2, **SMALL)
    assert tuple(network(np.zeros((1, 64, 32, 1), np.float32)).shape) == (1, 64, 32, 2)
    with pytest.raises(ValueError, match="multiple of 32"):
        dense_unet((48, 64))


def test_learns() -> None:
    keras.utils.set_random_seed(0)
    network = dense_unet((32, 32), channels=1, classes=1, **SMALL)
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    network.compile(keras.optimizers.Adam(0.01), loss, run_eagerly=True)
    image = np.random.default_rng(0).normal(size=(2, 32, 32, 1)).astype(np.float32)
    truth = np.tile((image.mean(axis=(1, 2), keepdims=True) > 0).astype(np.float32), (1, 32, 32, 1))
    losses = [network.train_on_batch(image, truth) for _ in range(6)]
    assert losses[-1] < losses[0]
