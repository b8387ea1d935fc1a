from __future__ import annotations

import keras
import numpy as np

from model.networks.layers.context_block import ContextPooling, context_block


def test_pools_with_the_weights_of_a_softmax_over_all_places() -> None:
    values = np.random.default_rng(0).normal(size=(2, 3, 4, 5)).astype(np.float32)
    layer = ContextPooling()
    pooled = np.asarray(layer(values))
    scores = np.exp(values @ np.asarray(layer.kernel))
    expected = (values * scores / scores.sum(axis=(1, 2), keepdims=True)).sum(axis=(1, 2))
    np.testing.assert_allclose(pooled, expected, rtol=1e-5, atol=1e-6)


def test_starts_as_if_it_were_not_there() -> None:
    inputs = keras.Input((None, None, None, 4))
    network = keras.Model(inputs, context_block(inputs, name="context", ratio=2))
    values = np.random.default_rng(0).normal(size=(1, 2, 3, 4, 4)).astype(np.float32)
    np.testing.assert_array_equal(np.asarray(network(values)), values)


def test_adds_the_same_to_every_place() -> None:
    keras.utils.set_random_seed(0)
    inputs = keras.Input((4, 6, 8))
    network = keras.Model(inputs, context_block(inputs, name="context", ratio=4))
    network.get_layer("context_wide").kernel.assign(np.ones((2, 8), np.float32))
    values = np.random.default_rng(0).normal(size=(1, 4, 6, 8)).astype(np.float32)
    added = np.asarray(network(values)) - values
    assert np.abs(added).max() > 0.01
    np.testing.assert_allclose(added, np.broadcast_to(added[:, :1, :1], added.shape), atol=1e-5)
