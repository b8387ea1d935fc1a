from __future__ import annotations

from typing import Any

import keras
import pytest
from keras import layers

from model.inference.runtimes.total_stride import total_stride
from model.networks.registry import build_network


@pytest.mark.parametrize(("filters", "stem", "expected"), [([4, 8], 1, 2), ([4, 8, 8, 8], 1, 8), ([4, 8, 8], 2, 8)])
def test_counts_how_often_the_product_s_network_halves(filters: list[int], stem: int, expected: int) -> None:
    arguments: dict[str, Any] = {"channels": 2, "regions": 1, "filters": filters, "stem": stem}
    assert total_stride(build_network("multimodal_unet3d", shape=(None, None, None), **arguments)) == expected


def test_follows_what_is_no_layer() -> None:
    arguments: dict[str, Any] = {"channels": 3, "regions": 1, "filters": [4, 8, 8], "reads_brain": False}
    assert total_stride(build_network("multimodal_unet3d", shape=(None, None, None), **arguments)) == 4


def test_counts_pooling_and_up_sampling() -> None:
    inputs = keras.Input((None, None, None, 1))
    x = layers.MaxPooling3D(2)(layers.MaxPooling3D(3)(inputs))
    network = keras.Model(inputs, layers.MaxPooling3D(2)(layers.UpSampling3D(2)(x)))
    assert total_stride(network) == 6
