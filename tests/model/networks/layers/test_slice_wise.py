from __future__ import annotations

from typing import Any

import keras
import numpy as np
import pytest

from model.inference.runtimes.fold import fold_batch_norm
from model.inference.runtimes.total_stride import side_multiple, total_stride
from model.networks.registry import build_network

SMALL: dict[str, Any] = {"channels": 2, "classes": 3, "filters": (2, 4, 4)}


def test_does_to_each_slice_what_the_network_of_images_does() -> None:
    flat = build_network("eunet", shape=(8, 12), **SMALL)
    solid = build_network("eunet", shape=(8, 12, 3), **SMALL)
    solid.set_weights(flat.get_weights())
    volume = np.random.default_rng(0).normal(size=(2, 8, 12, 3, 2)).astype(np.float32)
    found = np.asarray(solid(volume))
    assert found.shape == (2, 8, 12, 3, 3)
    for place in range(3):
        np.testing.assert_allclose(found[:, :, :, place], np.asarray(flat(volume[:, :, :, place])), atol=1e-5)


def test_can_be_run_as_the_product_runs_networks_of_volumes() -> None:
    network = build_network("eunet", shape=(None, None, None), **SMALL)
    assert total_stride(network) == 4
    # As many slices as there are: none needs another.
    assert side_multiple(network) == (4, 4, 1)
    volume = np.random.default_rng(0).normal(size=(1, 8, 4, 2, 2)).astype(np.float32)
    np.testing.assert_allclose(np.asarray(fold_batch_norm(network)(volume)), np.asarray(network(volume)), atol=1e-5)


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("unet", {"filters": (2, 2, 2), "padding": "same"}, 4),
        ("segnet", {"filters": (2, 2, 2, 2, 2)}, 32),
        ("dense_unet", {"growth": 4, "filters": 8, "blocks": (1, 1, 1, 1), "decoder": (10, 12, 8, 4, 4)}, 32),
    ],
)
def test_what_sides_must_be_a_multiple_of_is_seen_through_the_slices(
    name: str, arguments: dict[str, Any], expected: int
) -> None:
    assert total_stride(build_network(name, shape=(None, None, None), **arguments)) == expected


def test_normalises_with_the_statistics_of_the_batch_while_training_alone() -> None:
    network = build_network("eunet", shape=(8, 8, 2), **SMALL)
    volume = 3 + np.random.default_rng(0).normal(size=(1, 8, 8, 2, 2)).astype(np.float32)
    assert np.abs(np.asarray(network(volume, training=True)) - np.asarray(network(volume))).max() > 1e-3


def test_gives_less_of_each_slice_where_convolutions_are_unpadded() -> None:
    for shape in ((60, 44, 3), (None, None, None)):
        network = build_network("unet", shape=shape, filters=(2, 2, 2))
        volume = np.zeros((1, 60, 44, 3, 1), np.float32)
        assert np.asarray(network(volume)).shape == (1, 20, 4, 3, 2)
    assert build_network("unet", shape=(60, 44, 3), filters=(2, 2, 2)).output_shape == (None, 20, 4, 3, 2)


def test_computes_in_half_precision_and_gives_float32() -> None:
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        network = build_network("eunet", shape=(8, 8, 2), **SMALL)
    finally:
        keras.config.set_dtype_policy("float32")
    assert "float32" in str(network(np.zeros((1, 8, 8, 2, 2), np.float32)).dtype)
    assert network.get_layer("slices").network.get_layer("encoder0_in").compute_dtype == "bfloat16"
