from __future__ import annotations

import numpy as np
import pytest

from model.networks.multimodal_unet3d import multimodal_unet3d
from model.training.batches import Batch
from model.training.recalibrate import recalibrate


def _batches(count: int) -> list[Batch]:
    rng = np.random.default_rng(0)
    images = [rng.normal(3.0 + index, 2.0, (2, 4, 4, 4, 1)).astype(np.float32) for index in range(count)]
    return [Batch(image=image, regions=np.zeros((2, 4, 4, 4, 1), np.float32)) for image in images]


def test_statistics_become_the_means_over_the_batches() -> None:
    network = multimodal_unet3d((4, 4, 4), channels=1, regions=1, filters=(2, 2))
    before = {weight.path: np.array(weight.numpy()) for weight in network.weights}
    batches = _batches(3)
    assert recalibrate(network, batches=iter(batches)) == 3

    # What the first normalisation sees is the first convolution, whatever comes later.
    kernel = network.get_layer("encoder0_a")
    seen = [np.asarray(kernel(batch.image)) for batch in batches]
    norm = network.get_layer("encoder0_a_norm")
    mean = np.mean([each.mean(axis=(0, 1, 2, 3)) for each in seen], axis=0)
    variance = np.mean([each.var(axis=(0, 1, 2, 3)) for each in seen], axis=0)
    np.testing.assert_allclose(norm.moving_mean.numpy(), mean, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(norm.moving_variance.numpy(), variance, rtol=1e-4, atol=1e-5)
    assert norm.momentum == 0.97
    for weight in network.weights:
        if "moving" not in weight.path:
            np.testing.assert_array_equal(weight.numpy(), before[weight.path])


def test_refuses_no_batches() -> None:
    network = multimodal_unet3d((4, 4, 4), channels=1, regions=1, filters=(2, 2))
    with pytest.raises(ValueError, match="at least one batch"):
        recalibrate(network, batches=[])
