from __future__ import annotations

from typing import Any

import keras
import numpy as np
import pytest
from keras import layers

pytest.importorskip("openvino")

from model.errors import ModelUnavailable
from model.inference.runtimes.openvino_graph import translate
from model.inference.runtimes.openvino_import import import_openvino
from tests.model.inference.runtimes.conftest import trained_like


def _run(graph: Any, batch: np.ndarray) -> np.ndarray:
    compiled = import_openvino().Core().compile_model(graph, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    found: np.ndarray = compiled(batch)[0]
    return found


def _layer(name: str, x: Any) -> Any:
    def joined(layer: Any) -> Any:
        return layer([x, layers.Conv3D(3, 1)(x)])

    made = {
        "convolution": lambda: layers.Conv3D(4, 3, strides=2, padding="same")(x),
        "valid convolution": lambda: layers.Conv3D(4, 3, dilation_rate=2)(x),
        "convolution with activation": lambda: layers.Conv3D(4, 3, activation="silu")(x),
        "transposed convolution": lambda: layers.Conv3DTranspose(4, 2, strides=2)(x),
        "normalisation": lambda: layers.BatchNormalization()(x),
        "relu": lambda: layers.ReLU()(x),
        "leaky relu": lambda: layers.LeakyReLU(0.01)(x),
        "leaky": lambda: layers.Activation("leaky_relu")(x),
        "sigmoid": lambda: layers.Activation("sigmoid")(x),
        "elu": lambda: layers.Activation("elu")(x),
        "tanh": lambda: layers.Activation("tanh")(x),
        "dropout": lambda: layers.Dropout(0.5)(layers.SpatialDropout3D(0.5)(x)),
        "add": lambda: joined(layers.Add()),
        "multiply": lambda: joined(layers.Multiply()),
        "concatenate": lambda: joined(layers.Concatenate()),
        "largest": lambda: layers.MaxPooling3D(2)(x),
        "mean": lambda: layers.AveragePooling3D(2, padding="same")(x),
        "repeated": lambda: layers.UpSampling3D((1, 2, 3))(x),
    }
    return made[name]()


@pytest.mark.parametrize(
    "name",
    [
        "convolution", "valid convolution", "convolution with activation", "transposed convolution", "normalisation",
        "relu", "leaky relu", "leaky", "sigmoid", "elu", "tanh", "dropout", "add", "multiply", "concatenate",
        "largest", "mean", "repeated",
    ],
)  # fmt: skip
def test_a_layer_computes_what_keras_computes(name: str) -> None:
    inputs = keras.Input((None, None, None, 3))
    network = keras.Model(inputs, _layer(name, inputs))
    network.set_weights(trained_like(network))
    graph = translate(network)
    for shape in ((1, 8, 10, 6, 3), (1, 6, 8, 12, 3)):
        batch = np.random.default_rng(0).normal(size=shape).astype(np.float32)
        expected = np.asarray(network(batch, training=False))
        np.testing.assert_allclose(_run(graph, batch), expected, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(
    ("layer", "words"),
    [
        (lambda: layers.GroupNormalization(1), "is a GroupNormalization"),
        (lambda: layers.Conv3D(3, 3, groups=3), r"\(Conv3D\) with groups"),
        (lambda: layers.Conv3DTranspose(3, 3, strides=2), r"\(Conv3DTranspose\) with overlapping steps"),
        (lambda: layers.ReLU(max_value=6.0), "a threshold or a largest value"),
        (lambda: layers.Activation("softsign"), "the activation softsign"),
    ],
)
def test_a_layer_that_is_not_known_is_refused_by_name(layer: Any, words: str) -> None:
    inputs = keras.Input((None, None, None, 3))
    network = keras.Model(inputs, layer()(inputs))
    with pytest.raises(ModelUnavailable, match=words):
        translate(network)
