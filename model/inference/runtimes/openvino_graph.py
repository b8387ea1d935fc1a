"""A Keras network as an OpenVINO graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from model.errors import ModelUnavailable
from model.inference.runtimes.openvino_import import import_openvino
from model.inference.runtimes.openvino_layers import translations

if TYPE_CHECKING:
    import keras

_TO_CHANNELS_FIRST = (0, 4, 1, 2, 3)
_TO_CHANNELS_LAST = (0, 2, 3, 4, 1)


def translate(network: keras.Model) -> Any:
    """Return an `openvino.Model` of batch 1 that computes the same for volumes of any shape.

    Keras can export to OpenVINO itself, but what it writes turns every activation round before and after each
    convolution, which takes longer than the convolutions, and is tied to one shape. Here channels stand first from the
    first layer to the last.

    Args:
        network: A functional network `(1, x, y, z, channels)` to `(1, x, y, z, regions)` of known layers, built on any
            backend; its batch normalisations folded for speed.

    Raises:
        ModelUnavailable: If a layer is not known.
    """
    import keras

    openvino = import_openvino()
    operations = openvino.opset15
    known = translations()
    if len(network.inputs) != 1 or len(network.outputs) != 1:
        raise ModelUnavailable(f"OpenVINO cannot run {network.name}: one input and one output are expected.")
    shape = openvino.PartialShape([1, -1, -1, -1, network.inputs[0].shape[-1]])
    parameter = operations.parameter(shape, np.float32, name="image")
    nodes = {id(network.inputs[0]): operations.transpose(parameter, np.array(_TO_CHANNELS_FIRST))}
    for layer in network.layers:
        if isinstance(layer, keras.layers.InputLayer):
            continue
        kind = type(layer).__name__
        if kind not in known:
            raise ModelUnavailable(f"OpenVINO cannot run {network.name}: its layer {layer.name} is a {kind}.")
        read = [nodes[id(tensor)] for tensor in keras.tree.flatten(layer.input)]
        nodes[id(layer.output)] = known[kind](layer, read)
    logits = operations.transpose(nodes[id(network.outputs[0])], np.array(_TO_CHANNELS_LAST))
    return openvino.Model([logits], [parameter], network.name)
