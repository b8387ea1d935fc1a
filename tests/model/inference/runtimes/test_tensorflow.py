from __future__ import annotations

import numpy as np

from model.inference.runtimes.spec import NetworkSpec
from model.inference.runtimes.tensorflow import TensorflowRuntime, best_policy


def test_gives_what_keras_gives_for_any_shape(spec: NetworkSpec, batch: np.ndarray) -> None:
    network = spec.build()
    runtime = TensorflowRuntime(network)
    for volume in (batch, np.concatenate([batch, batch], axis=1)):
        expected = np.asarray(network.predict_on_batch(volume))
        np.testing.assert_allclose(runtime.logits(volume), expected, rtol=0, atol=5e-6 * np.abs(expected).max())


def test_says_what_it_is_and_what_it_needs(spec: NetworkSpec) -> None:
    runtime = TensorflowRuntime(spec.build())
    assert (runtime.name, runtime.precision, runtime.channels, runtime.multiple) == ("tensorflow", "float32", 3, 4)


def test_unfolded_it_follows_weights_that_change(spec: NetworkSpec, batch: np.ndarray) -> None:
    network = spec.build()
    runtime = TensorflowRuntime(network, fold=False)
    before = runtime.logits(batch)
    network.set_weights([np.zeros_like(value) for value in network.get_weights()])
    assert np.abs(before).max() > 0
    np.testing.assert_array_equal(runtime.logits(batch), 0.0)


def test_in_half_precision_logits_are_float32_and_nearly_the_same(spec: NetworkSpec, batch: np.ndarray) -> None:
    runtime = TensorflowRuntime(spec.build(policy="mixed_bfloat16"))
    exact = TensorflowRuntime(spec.build()).logits(batch)
    found = runtime.logits(batch)
    assert runtime.precision == "bfloat16"
    assert found.dtype == np.float32
    assert 0 < np.abs(found - exact).max() < 0.1 * np.abs(exact).max()


def test_the_policy_is_one_that_keras_knows() -> None:
    assert best_policy() in {"float32", "mixed_bfloat16", "mixed_float16"}
