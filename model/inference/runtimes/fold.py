"""Fold batch normalisation into the convolutions before it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import keras


def fold_batch_norm(network: keras.Model) -> keras.Model:
    """Return a network that computes the same at inference, without the normalisations that follow a convolution.

    Scale and shift by the moving statistics are linear, so the convolution's kernel and bias can hold them: the same
    to float32's rounding, and one pass over each activation less. Others stay as they are.

    Args:
        network: A functional network. It is not changed, and shares no weights with what is returned.
    """
    import keras

    norms = _foldable(network)
    absorbed = {norm.name for norm in norms.values()}

    def copy_layer(layer: Any) -> Any:
        config = layer.get_config()
        if layer.name in norms:
            config["use_bias"] = True
        return type(layer).from_config(config)

    def call_layer(layer: Any, *inputs: Any, **options: Any) -> Any:
        return inputs[0] if layer.name in absorbed else layer(*inputs, **options)

    folded = keras.models.clone_model(network, clone_function=copy_layer, call_function=call_layer)
    for layer in folded.layers:
        if isinstance(layer, keras.layers.InputLayer):
            continue
        original = network.get_layer(layer.name)
        norm = norms.get(layer.name)
        layer.set_weights(original.get_weights() if norm is None else _absorb(original, norm))
    return folded


def _foldable(network: keras.Model) -> dict[str, Any]:
    """Give, by the name of a convolution, the normalisation that alone reads it."""
    import keras

    read = Counter(id(tensor) for layer in network.layers for tensor in _inputs(layer))
    read.update(id(tensor) for tensor in network.outputs)
    linear = {
        id(layer.output): layer
        for layer in network.layers
        if isinstance(layer, keras.layers.Conv3D | keras.layers.Conv3DTranspose)
        and layer.activation is keras.activations.linear
        and layer.data_format == "channels_last"
        and getattr(layer, "groups", 1) == 1
    }
    found = {}
    for layer in network.layers:
        # Of its own kind alone: one that normalises by what it reads cannot be known beforehand.
        if type(layer) is keras.layers.BatchNormalization and layer.axis in (-1, 4):
            (source,) = _inputs(layer)
            if id(source) in linear and read[id(source)] == 1:
                found[linear[id(source)].name] = layer
    return found


def _inputs(layer: Any) -> list[Any]:
    import keras

    return [] if isinstance(layer, keras.layers.InputLayer) else list(keras.tree.flatten(layer.input))


def _absorb(convolution: Any, norm: Any) -> list[NDArray[np.float32]]:
    """Give kernel and bias of a convolution that normalises too; computed in float64 and rounded once.

    Source:
        Ioffe and Szegedy 2015 (arXiv 1502.03167), algorithm 2, step 11.
    """
    import keras

    def values(weight: Any) -> NDArray[np.float64]:
        return np.asarray(weight.numpy(), np.float64)

    scale = 1.0 / np.sqrt(values(norm.moving_variance) + norm.epsilon)
    if norm.scale:
        scale = scale * values(norm.gamma)
    bias = -values(norm.moving_mean) * scale
    if convolution.use_bias:
        bias = bias + values(convolution.bias) * scale
    if norm.center:
        bias = bias + values(norm.beta)
    kernel = values(convolution.kernel)
    # Transposed convolutions keep their output channels on the last axis but one.
    kernel = kernel * (scale[:, None] if isinstance(convolution, keras.layers.Conv3DTranspose) else scale)
    return [kernel.astype(np.float32), bias.astype(np.float32)]
