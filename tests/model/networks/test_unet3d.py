from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.inference.runtimes.tensorflow import TensorflowRuntime
from model.networks.unet3d import unet3d
from tests.model.networks.parameters import trainable


def test_has_the_published_shape_and_as_many_parameters() -> None:
    network = unet3d()
    assert network.output_shape == (None, 44, 44, 28, 3)
    assert trainable(network) == 19_069_955


def test_doubles_channels_before_each_pooling() -> None:
    network = unet3d()
    widths = [network.get_layer(f"encoder{level}_{part}").filters for level in range(4) for part in "ab"]
    assert widths == [32, 64, 64, 128, 128, 256, 256, 512]


def test_the_way_up_joins_as_many_channels_as_in_the_papers_figure() -> None:
    network = unet3d()
    found = [
        (network.get_layer(f"decoder{level}_join").output.shape[-1], network.get_layer(f"decoder{level}_a").filters)
        for level in (2, 1, 0)
    ]
    assert found == [(256 + 512, 256), (128 + 256, 128), (64 + 128, 64)]


def test_its_own_statistics_normalise_a_volume_where_that_is_asked_for() -> None:
    volume = np.random.default_rng(0).normal(size=(1, 8, 8, 8, 1)).astype(np.float32)
    options: dict[str, Any] = {"channels": 1, "classes": 2, "width": 8, "padding": "same"}
    averaged, own = unet3d((8, 8, 8), **options), unet3d((8, 8, 8), batch_statistics=True, **options)
    own.set_weights(averaged.get_weights())
    layer = "encoder0_a_norm"
    for network, expected in ((averaged, False), (own, True)):
        inner = network.__class__(network.input, network.get_layer(layer).output)
        values = np.asarray(inner(volume, training=False))
        assert np.allclose(values.mean(axis=(0, 1, 2, 3)), 0, atol=1e-4) is expected


def test_its_own_statistics_survive_the_way_to_what_runs_it() -> None:
    volume = 3 + np.random.default_rng(0).normal(size=(1, 8, 8, 8, 1)).astype(np.float32)
    own = unet3d((None, None, None), channels=1, classes=2, width=8, padding="same", batch_statistics=True)
    expected = np.asarray(own(volume, training=True))
    np.testing.assert_allclose(np.asarray(own(volume, training=False)), expected, atol=1e-4)
    np.testing.assert_allclose(TensorflowRuntime(own).logits(volume), expected, atol=1e-4)


def test_padded_it_is_as_large_as_the_volume() -> None:
    network = unet3d(channels=1, classes=2, width=8, padding="same", shape=(None, None, None))
    assert tuple(network(np.zeros((1, 8, 16, 8, 1), np.float32)).shape) == (1, 8, 16, 8, 2)


def test_refuses_sizes_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match="even number"):
        unet3d((132, 132, 114))


def test_without_normalisation_convolutions_have_biases() -> None:
    network = unet3d((8, 8, 8), channels=1, classes=2, width=8, padding="same", normalised=False)
    assert not [layer.name for layer in network.layers if layer.name.endswith("_norm")]
    assert network.get_layer("encoder0_a").use_bias
    assert network.count_params() == trainable(network)
