from __future__ import annotations

import keras
import numpy as np
import pytest
from keras import layers

from model.inference.runtimes.fold import fold_batch_norm
from model.inference.runtimes.spec import NetworkSpec
from tests.model.inference.runtimes.conftest import trained_like


def _norms(network: keras.Model) -> int:
    return sum(isinstance(layer, layers.BatchNormalization) for layer in network.layers)


def _run(network: keras.Model, batch: np.ndarray) -> np.ndarray:
    return np.asarray(network.predict_on_batch(batch))


def _close(found: np.ndarray, expected: np.ndarray) -> None:
    # A few units of float32's last place, of the largest value.
    np.testing.assert_allclose(found, expected, rtol=0, atol=5e-6 * np.abs(expected).max())


def test_the_network_of_the_product_computes_the_same_without_its_normalisations(
    spec: NetworkSpec, batch: np.ndarray
) -> None:
    network = spec.build()
    folded = fold_batch_norm(network)
    assert _norms(network) > 0
    assert _norms(folded) == 0
    _close(_run(folded, batch), _run(network, batch))


def test_the_first_network_stays_as_it_was(spec: NetworkSpec) -> None:
    network = spec.build()
    before = [value.copy() for value in network.get_weights()]
    fold_batch_norm(network)
    for value, kept in zip(network.get_weights(), before, strict=True):
        np.testing.assert_array_equal(value, kept)


@pytest.mark.parametrize("scale", [True, False])
@pytest.mark.parametrize("center", [True, False])
@pytest.mark.parametrize("use_bias", [True, False])
def test_folds_after_both_kinds_of_convolution_with_or_without_bias(scale: bool, center: bool, use_bias: bool) -> None:
    inputs = keras.Input((None, None, None, 3))
    x = layers.Conv3DTranspose(5, 2, strides=2, use_bias=use_bias)(inputs)
    x = layers.BatchNormalization(scale=scale, center=center)(x)
    x = layers.Conv3D(4, 3, padding="same", use_bias=use_bias)(x)
    network = keras.Model(inputs, layers.BatchNormalization(scale=scale, center=center)(x))
    network.set_weights(trained_like(network))
    folded = fold_batch_norm(network)
    batch = np.random.default_rng(0).normal(size=(1, 4, 6, 5, 3)).astype(np.float32)
    assert _norms(folded) == 0
    _close(_run(folded, batch), _run(network, batch))


def test_leaves_what_is_not_linear_or_read_twice() -> None:
    inputs = keras.Input((None, None, None, 3))
    curved = layers.BatchNormalization()(layers.Conv3D(3, 3, padding="same", activation="relu")(inputs))
    shared = layers.Conv3D(3, 3, padding="same")(curved)
    network = keras.Model(inputs, layers.Add()([shared, layers.BatchNormalization()(shared)]))
    network.set_weights(trained_like(network))
    folded = fold_batch_norm(network)
    batch = np.random.default_rng(0).normal(size=(1, 4, 6, 5, 3)).astype(np.float32)
    assert _norms(folded) == 2
    _close(_run(folded, batch), _run(network, batch))
