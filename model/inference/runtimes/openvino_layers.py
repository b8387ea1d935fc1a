"""Keras layers in terms of OpenVINO's operations, with channels before voxels as its CPU kernels want them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from model.errors import ModelUnavailable
from model.inference.runtimes.openvino_import import import_openvino

Translate = Callable[[Any, list[Any]], Any]
"""Gives, for a Keras layer and the nodes that it reads, the node that computes it."""


def translations() -> Mapping[str, Translate]:
    """Give the translation of each layer that is known, by the name of its class."""
    operations = import_openvino().opset15
    layers = _Layers(operations)
    return {
        "Activation": layers.activation,
        "Add": lambda layer, nodes: layers.reduce(operations.add, nodes),
        "Average": layers.average,
        "AveragePooling3D": layers.average_pooling,
        "BatchNormalization": layers.batch_normalization,
        "Concatenate": layers.concatenate,
        "Conv3D": layers.convolution,
        "Conv3DTranspose": layers.transposed_convolution,
        "Dropout": lambda layer, nodes: nodes[0],
        "GaussianNoise": lambda layer, nodes: nodes[0],
        "Identity": lambda layer, nodes: nodes[0],
        "LeakyReLU": lambda layer, nodes: layers.leaky_relu(nodes[0], slope=layer.negative_slope),
        "MaxPooling3D": layers.max_pooling,
        "Multiply": lambda layer, nodes: layers.reduce(operations.multiply, nodes),
        "ReLU": layers.relu,
        "SpatialDropout3D": lambda layer, nodes: nodes[0],
        "UpSampling3D": layers.up_sampling,
    }


class _Layers:
    """Translate layers.

    Args:
        operations: An operation set of OpenVINO.
    """

    def __init__(self, operations: Any) -> None:
        self._ops = operations

    def convolution(self, layer: Any, nodes: list[Any]) -> Any:
        _require(layer, layer.groups == 1 and layer.data_format == "channels_last", "groups or channels first")
        kernel = np.ascontiguousarray(_values(layer.kernel).transpose(4, 3, 0, 1, 2))
        node = self._ops.convolution(
            nodes[0],
            self._ops.constant(kernel),
            list(layer.strides),
            [0, 0, 0],
            [0, 0, 0],
            list(layer.dilation_rate),
            auto_pad=_padding(layer),
        )
        return self._finish(layer, node)

    def transposed_convolution(self, layer: Any, nodes: list[Any]) -> Any:
        # Where kernel and step are equal, no voxel is written twice and nothing is padded or cut.
        known = layer.kernel_size == layer.strides and layer.output_padding is None
        _require(layer, known and layer.data_format == "channels_last", "overlapping steps")
        kernel = np.ascontiguousarray(_values(layer.kernel).transpose(4, 3, 0, 1, 2))
        node = self._ops.convolution_backprop_data(
            nodes[0],
            self._ops.constant(kernel),
            list(layer.strides),
            pads_begin=[0, 0, 0],
            pads_end=[0, 0, 0],
            dilations=[1, 1, 1],
        )
        return self._finish(layer, node)

    def _finish(self, layer: Any, node: Any) -> Any:
        """Add the bias and apply the activation of a convolution."""
        if layer.use_bias:
            node = self._ops.add(node, self._vector(_values(layer.bias)))
        return self._named(layer, node, name=layer.activation.__name__)

    def batch_normalization(self, layer: Any, nodes: list[Any]) -> Any:
        _require(layer, layer.axis in (-1, 4), "another axis than the channels'")
        scale = 1.0 / np.sqrt(_values(layer.moving_variance) + layer.epsilon)
        if layer.scale:
            scale = scale * _values(layer.gamma)
        shift = -_values(layer.moving_mean) * scale
        if layer.center:
            shift = shift + _values(layer.beta)
        return self._ops.add(self._ops.multiply(nodes[0], self._vector(scale)), self._vector(shift))

    def relu(self, layer: Any, nodes: list[Any]) -> Any:
        _require(layer, layer.max_value is None and layer.threshold == 0, "a threshold or a largest value")
        return self.leaky_relu(nodes[0], slope=layer.negative_slope)

    def leaky_relu(self, node: Any, *, slope: float) -> Any:
        if slope == 0:
            return self._ops.relu(node)
        return self._ops.prelu(node, self._ops.constant(np.array([slope], np.float32)))

    def activation(self, layer: Any, nodes: list[Any]) -> Any:
        return self._named(layer, nodes[0], name=layer.activation.__name__)

    def concatenate(self, layer: Any, nodes: list[Any]) -> Any:
        _require(layer, layer.axis in (-1, 4), "another axis than the channels'")
        return self._ops.concat(nodes, 1)

    def max_pooling(self, layer: Any, nodes: list[Any]) -> Any:
        _require(layer, layer.data_format == "channels_last", "channels first")
        pads = [0, 0, 0]
        options = {"rounding_type": "floor", "auto_pad": _padding(layer)}
        return self._ops.max_pool(
            nodes[0], list(layer.strides), [1, 1, 1], pads, pads, list(layer.pool_size), **options
        ).output(0)

    def average_pooling(self, layer: Any, nodes: list[Any]) -> Any:
        _require(layer, layer.data_format == "channels_last", "channels first")
        pads = [0, 0, 0]
        return self._ops.avg_pool(
            nodes[0], list(layer.strides), pads, pads, list(layer.pool_size), True, auto_pad=_padding(layer)
        )

    def up_sampling(self, layer: Any, nodes: list[Any]) -> Any:
        _require(layer, layer.data_format == "channels_last", "channels first")
        scales = self._ops.constant(np.array(layer.size, np.float32))
        axes = self._ops.constant(np.array([2, 3, 4], np.int64))
        return self._ops.interpolate(
            nodes[0],
            scales,
            mode="nearest",
            shape_calculation_mode="scales",
            coordinate_transformation_mode="asymmetric",
            nearest_mode="floor",
            axes=axes,
        )

    def average(self, layer: Any, nodes: list[Any]) -> Any:
        share = self._ops.constant(np.array(1.0 / len(nodes), np.float32))
        return self._ops.multiply(self.reduce(self._ops.add, nodes), share)

    def reduce(self, operation: Callable[[Any, Any], Any], nodes: list[Any]) -> Any:
        total = nodes[0]
        for node in nodes[1:]:
            total = operation(total, node)
        return total

    def _named(self, layer: Any, node: Any, *, name: str) -> Any:
        known: dict[str, Callable[[Any], Any]] = {
            "linear": lambda value: value,
            "relu": self._ops.relu,
            "leaky_relu": lambda value: self.leaky_relu(value, slope=0.2),
            "sigmoid": self._ops.sigmoid,
            "silu": self._ops.swish,
            "tanh": self._ops.tanh,
            "elu": lambda value: self._ops.elu(value, 1.0),
        }
        _require(layer, name in known, f"the activation {name}")
        return known[name](node)

    def _vector(self, values: Any) -> Any:
        return self._ops.constant(values.astype(np.float32).reshape(1, -1, 1, 1, 1))


def _values(weight: Any) -> Any:
    return np.asarray(weight.numpy(), np.float32)


def _padding(layer: Any) -> str:
    return {"same": "same_upper", "valid": "valid"}[layer.padding]


def _require(layer: Any, fulfilled: bool, otherwise: str) -> None:
    if not fulfilled:
        raise ModelUnavailable(f"OpenVINO cannot run the layer {layer.name} ({type(layer).__name__}) with {otherwise}.")
