from __future__ import annotations

import keras
import numpy as np
import pytest

from model.inference.runtimes.fold import fold_batch_norm
from model.inference.runtimes.total_stride import side_multiple
from model.networks.averaged import average_networks
from model.networks.registry import build_network


def _network(seed: int) -> keras.Model:
    network = build_network("multimodal_unet3d", shape=(None, None, None), channels=3, regions=2, filters=[4, 8, 8])
    rng = np.random.default_rng(seed)
    network.set_weights([np.abs(rng.normal(size=value.shape)) * 0.3 + 0.01 for value in network.get_weights()])
    return network


@pytest.fixture(scope="module")
def networks() -> list[keras.Model]:
    return [_network(seed) for seed in (1, 2, 3)]


@pytest.fixture(scope="module")
def image() -> np.ndarray:
    return np.random.default_rng(0).normal(size=(1, 8, 12, 16, 3)).astype(np.float32)


def test_gives_the_mean_of_what_each_gives(networks: list[keras.Model], image: np.ndarray) -> None:
    expected = np.mean([np.asarray(network(image, training=False)) for network in networks], axis=0)
    found = np.asarray(average_networks(networks)(image, training=False))
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5 * np.abs(expected).max())


def test_is_one_flat_network_that_whatever_runs_a_network_can_run(
    networks: list[keras.Model], image: np.ndarray
) -> None:
    mean = average_networks(networks)
    assert not [layer.name for layer in mean.layers if isinstance(layer, keras.Model)]
    assert side_multiple(mean) == side_multiple(networks[0])
    expected = np.asarray(mean(image, training=False))
    folded = np.asarray(fold_batch_norm(mean)(image, training=False))
    np.testing.assert_allclose(folded, expected, rtol=1e-4, atol=1e-4 * np.abs(expected).max())


def test_shares_no_weights_with_them(image: np.ndarray) -> None:
    networks = [_network(1), _network(2)]
    mean = average_networks(networks)
    before = np.asarray(mean(image, training=False))
    networks[0].set_weights([np.zeros_like(value) for value in networks[0].get_weights()])
    np.testing.assert_array_equal(np.asarray(mean(image, training=False)), before)


def test_none_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one network"):
        average_networks([])
