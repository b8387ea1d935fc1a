from __future__ import annotations

import keras
import numpy as np
import pytest
from keras import layers, ops
from numpy.typing import NDArray
from scipy import ndimage

from model.networks.layers.depthwise_conv3d import DepthwiseConv3D


def _volume(channels: int = 3) -> NDArray[np.float32]:
    return np.random.default_rng(0).normal(size=(2, 5, 6, 7, channels)).astype(np.float32)


@pytest.mark.parametrize("size", [1, 3, 5])
def test_computes_what_a_convolution_in_as_many_groups_as_channels_computes(size: int) -> None:
    layer = DepthwiseConv3D(size)
    found = np.asarray(layer(_volume()))
    grouped = layers.Conv3D(3, size, groups=3, padding="same", use_bias=False)
    grouped.build((None, 5, 6, 7, 3))
    grouped.set_weights(layer.get_weights())
    np.testing.assert_allclose(found, np.asarray(grouped(_volume())), rtol=1e-5, atol=1e-5)


def test_correlates_each_channel_with_its_own_kernel_and_zeros_outside() -> None:
    layer = DepthwiseConv3D()
    volume = _volume()
    found = np.asarray(layer(volume))
    kernel = np.asarray(layer.get_weights()[0])[:, :, :, 0]
    for channel in range(3):
        expected = ndimage.correlate(volume[0, ..., channel], kernel[..., channel], mode="constant")
        np.testing.assert_allclose(found[0, ..., channel], expected, rtol=1e-4, atol=1e-5)


def test_takes_volumes_of_any_size_within_a_network() -> None:
    inputs = keras.Input((None, None, None, 2))
    network = keras.Model(inputs, DepthwiseConv3D()(inputs))
    assert network.output_shape == (None, None, None, None, 2)
    assert tuple(network(np.zeros((1, 4, 6, 3, 2), np.float32)).shape) == (1, 4, 6, 3, 2)


def test_computes_in_the_precision_that_it_is_asked_for() -> None:
    layer = DepthwiseConv3D(dtype="mixed_bfloat16")
    found = layer(_volume())
    assert "bfloat16" in str(found.dtype)
    full = DepthwiseConv3D()
    full.build((None, None, None, None, 3))
    full.set_weights(layer.get_weights())
    np.testing.assert_allclose(
        ops.convert_to_numpy(ops.cast(found, "float32")), np.asarray(full(_volume())), atol=0.1, rtol=0.05
    )


def test_is_built_again_from_what_it_says_of_itself() -> None:
    layer = DepthwiseConv3D(5, name="mine")
    again = DepthwiseConv3D.from_config(layer.get_config())
    assert (again.kernel_size, again.name) == (5, "mine")


def test_refuses_a_kernel_without_a_middle() -> None:
    with pytest.raises(ValueError, match="must be odd"):
        DepthwiseConv3D(2)
