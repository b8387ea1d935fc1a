from __future__ import annotations

from typing import Any

import numpy as np

from model.inference.runtimes.tensorflow import TensorflowRuntime
from model.inference.runtimes.total_stride import side_multiple
from model.networks.layers.softmax_regions import SoftmaxRegions, before_softmax
from model.networks.registry import build_network

SMALL: dict[str, Any] = {"channels": 2, "classes": 3, "filters": (2, 4, 4)}


def _sigmoid(values: np.ndarray) -> np.ndarray:
    return 1.0 / (1.0 + np.exp(-values))


def test_its_sigmoids_are_what_a_softmax_gives_the_classes() -> None:
    scores = np.random.default_rng(0).normal(0.0, 5.0, (2, 3, 4)).astype(np.float32)
    shares = np.exp(scores) / np.exp(scores).sum(axis=-1, keepdims=True)
    regions = _sigmoid(np.asarray(SoftmaxRegions()(scores)))
    np.testing.assert_allclose(regions, shares[..., 1:], atol=1e-5)


def test_what_is_all_but_certain_stays_finite() -> None:
    found = np.asarray(SoftmaxRegions()(np.array([[200.0, 0.0], [0.0, 200.0]], np.float32)))
    np.testing.assert_allclose(found, [[-200.0], [200.0]])


def test_the_network_before_it_has_the_same_weights_and_one_class_more() -> None:
    network = build_network("eunet", shape=(8, 8, 2), head="softmax", **SMALL)
    classes = before_softmax(network)
    assert (network.output_shape[-1], classes.output_shape[-1]) == (2, 3)
    assert [id(weight) for weight in classes.weights] == [id(weight) for weight in network.weights]
    plain = build_network("eunet", shape=(8, 8, 2), **SMALL)
    assert before_softmax(plain) is plain


def test_slices_are_still_run_one_by_one() -> None:
    network = build_network("eunet", shape=(None, None, None), head="softmax", **SMALL)
    assert side_multiple(network) == (4, 4, 1)
    volume = np.random.default_rng(0).normal(size=(1, 8, 4, 2, 2)).astype(np.float32)
    expected = np.asarray(network(volume))
    np.testing.assert_allclose(TensorflowRuntime(network).logits(volume), expected, atol=1e-5)
