from __future__ import annotations

import keras
import numpy as np
import pytest

from model.networks.layers.e_block import e_block
from tests.model.networks.parameters import trainable


@pytest.mark.parametrize(("axes", "kernel"), [(2, 9), (3, 27)])
def test_has_the_parameters_of_its_description(axes: int, kernel: int) -> None:
    inputs = keras.Input((*(None,) * axes, 3))
    network = keras.Model(inputs, e_block(inputs, 8, name="block"))
    convolutions = 3 * 8 + kernel * 8 + 8 * 16 + kernel * 16 + 16 * 8
    scales_and_offsets = 2 * (8 + 8 + 16 + 16 + 8)
    assert trainable(network) == convolutions + scales_and_offsets


def test_adds_to_the_first_convolution_s_result() -> None:
    inputs = keras.Input((None, None, 2))
    network = keras.Model(inputs, e_block(inputs, 4, name="block"))
    network.get_layer("block_back").set_weights([np.zeros((1, 1, 8, 4), np.float32)])
    first = keras.Model(inputs, network.get_layer("block_in_relu").output)
    image = np.random.default_rng(0).normal(size=(1, 5, 6, 2)).astype(np.float32)
    np.testing.assert_allclose(np.asarray(network(image)), np.asarray(first(image)), atol=1e-6)


def test_the_form_for_volumes_does_to_one_slice_what_the_form_for_images_does() -> None:
    image_input, volume_input = keras.Input((None, None, 2)), keras.Input((None, None, None, 2))
    flat = keras.Model(image_input, e_block(image_input, 4, name="block"))
    solid = keras.Model(volume_input, e_block(volume_input, 4, name="block"))
    for layer in flat.layers:
        weights = layer.get_weights()
        other = solid.get_layer(layer.name) if weights else None
        if other is not None and other.get_weights()[0].ndim == 5 and weights[0].shape[-1] == 1:
            kernel = np.zeros(other.get_weights()[0].shape, np.float32)
            kernel[:, :, 1, 0] = weights[0][..., 0]  # the middle slice alone along z
            other.set_weights([kernel])
        elif other is not None:
            other.set_weights([weights[0][:, :, None] if weights[0].ndim == 4 else weights[0], *weights[1:]])
    image = np.random.default_rng(0).normal(size=(1, 5, 6, 2)).astype(np.float32)
    np.testing.assert_allclose(
        np.asarray(solid(image[:, :, :, None]))[:, :, :, 0], np.asarray(flat(image)), rtol=1e-4, atol=1e-5
    )
