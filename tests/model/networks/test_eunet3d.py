from __future__ import annotations

import keras
import numpy as np
import pytest

from model.inference.runtimes.fold import fold_batch_norm
from model.inference.runtimes.total_stride import total_stride
from model.networks.eunet3d import eunet3d
from model.networks.multimodal_unet3d import multimodal_unet3d
from tests.model.networks.parameters import trainable


def test_has_fewer_parameters_than_the_shipped_network() -> None:
    network = eunet3d()
    assert trainable(network) == 950_467
    assert trainable(network) < trainable(multimodal_unet3d())


def test_takes_any_number_of_channels_and_any_size_that_halves() -> None:
    network = eunet3d(channels=2, regions=1, filters=(2, 4, 4))
    assert tuple(network(np.zeros((1, 8, 12, 4, 2), np.float32)).shape) == (1, 8, 12, 4, 1)
    with pytest.raises(ValueError, match="even number"):
        eunet3d((8, 10, 8), filters=(2, 4, 4))


def test_can_be_run_as_the_product_runs_networks() -> None:
    network = eunet3d(channels=2, regions=3, filters=(2, 4, 4), ratio=2)
    assert total_stride(network) == 4
    for layer in network.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.moving_mean.assign(0.1 + layer.moving_mean)
    volume = np.random.default_rng(0).normal(size=(1, 8, 8, 4, 2)).astype(np.float32)
    np.testing.assert_allclose(
        np.asarray(fold_batch_norm(network)(volume)), np.asarray(network(volume)), rtol=1e-4, atol=1e-4
    )


def test_learns() -> None:
    keras.utils.set_random_seed(0)
    network = eunet3d((8, 8, 8), channels=1, regions=1, filters=(4, 4))
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    network.compile(keras.optimizers.Adam(0.01), loss, run_eagerly=True)
    volume = np.random.default_rng(0).normal(size=(2, 8, 8, 8, 1)).astype(np.float32)
    truth = (volume > 0).astype(np.float32)
    losses = [network.train_on_batch(volume, truth) for _ in range(6)]
    assert losses[-1] < losses[0]
