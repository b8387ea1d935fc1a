"""The e-block of images and volumes: a 1x1 convolution, and beside it depthwise ones at twice the channels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from keras import layers

from model.networks.layers.depthwise_conv3d import DepthwiseConv3D

__all__ = ["e_block"]


def e_block(x: Any, width: int, *, name: str, norm: Mapping[str, Any] | None = None) -> Any:
    """Apply an e-block.

    Args:
        x: Shape `(batch, rows, columns, channels)`, or `(batch, x, y, z, channels)`.
        width: Channels that come out.
        name: That the layers' names begin with.
        norm: Arguments of every batch normalisation.

    Source:
        Shin and Choi 2020: a 1x1 convolution sets the filters; 3x3 depthwise, 1x1 to twice the channels, 3x3
        depthwise, 1x1 back; added to the result of the first. Not said and chosen here: batch normalisation in the
        place of every bias, ReLU after each of them but the last, and after the sum. In volumes, 3x3 is 3x3x3.
    """
    volumes = len(x.shape) == 5

    def normalised(x: Any, part: str, *, active: bool = True) -> Any:
        x = layers.BatchNormalization(**(norm or {}), name=f"{name}_{part}_norm")(x)
        return layers.ReLU(name=f"{name}_{part}_relu")(x) if active else x

    def pointwise(x: Any, width: int, part: str) -> Any:
        convolution = layers.Conv3D if volumes else layers.Conv2D
        return convolution(width, 1, use_bias=False, kernel_initializer="he_normal", name=f"{name}_{part}")(x)

    def depthwise(x: Any, part: str) -> Any:
        if volumes:
            return DepthwiseConv3D(3, kernel_initializer="he_normal", name=f"{name}_{part}")(x)
        return layers.DepthwiseConv2D(
            3, padding="same", use_bias=False, depthwise_initializer="he_normal", name=f"{name}_{part}"
        )(x)

    x = normalised(pointwise(x, width, "in"), "in")
    inner = normalised(depthwise(x, "first"), "first")
    inner = normalised(pointwise(inner, 2 * width, "wide"), "wide")
    inner = normalised(depthwise(inner, "second"), "second")
    inner = normalised(pointwise(inner, width, "back"), "back", active=False)
    x = layers.Add(name=f"{name}_add")([x, inner])
    return layers.ReLU(name=f"{name}_relu")(x)
