from __future__ import annotations

import keras
import numpy as np
import pytest

from model.networks.report2024_unet3d import report2024_unet3d


def _volume(seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(1, 8, 8, 8, 3)).astype(np.float32)


@pytest.fixture(scope="module")
def network() -> keras.Model:
    """Give a small one with random weights."""
    keras.utils.set_random_seed(1)
    return report2024_unet3d((8, 8, 8), channels=2, regions=3, filters=(4, 8, 8))


def test_its_regions_are_sums_of_a_softmax_over_four_classes(network: keras.Model) -> None:
    classes = keras.Model(network.input, network.get_layer("classes").output)
    probabilities = keras.ops.convert_to_numpy(keras.ops.softmax(classes(_volume()), axis=-1))
    regions = keras.ops.convert_to_numpy(keras.ops.sigmoid(network(_volume())))
    for region in range(3):
        np.testing.assert_allclose(regions[..., region], probabilities[..., region + 1 :].sum(axis=-1), atol=1e-6)


def test_does_not_look_at_the_brain_mask(network: keras.Model) -> None:
    other = _volume()
    other[..., 2] = 5.0
    np.testing.assert_array_equal(np.asarray(network(_volume())), np.asarray(network(other)))


def test_widths_double_from_thirty_two() -> None:
    network = report2024_unet3d((16, 16, 16))
    widths = [network.get_layer(f"encoder{level}_b").output.shape[-1] for level in range(5)]
    assert widths == [32, 64, 128, 256, 512]
    assert network.get_layer("dropout").rate == 0.5
