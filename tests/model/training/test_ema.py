from __future__ import annotations

import numpy as np

from model.networks.multimodal_unet3d import multimodal_unet3d
from model.training.ema import AveragedWeights


def test_follows_the_network_quickly_at_first_and_slowly_later() -> None:
    network = multimodal_unet3d((4, 4, 4), channels=1, regions=1, filters=(2, 2))
    average = AveragedWeights(network, momentum=0.9)
    start = [value.copy() for value in average.values]
    network.set_weights([value + 1.0 for value in start])
    average.update(step=0)
    np.testing.assert_allclose(average.values[0], start[0] + 0.9, rtol=1e-5)
    average.update(step=10_000)
    np.testing.assert_allclose(average.values[0], start[0] + 0.91, rtol=1e-5)


def test_gives_its_weights_to_another_network() -> None:
    network, other = (multimodal_unet3d((4, 4, 4), channels=1, regions=1, filters=(2, 2)) for _ in range(2))
    AveragedWeights(network, momentum=0.9).copy_to(other)
    for mine, theirs in zip(network.get_weights(), other.get_weights(), strict=True):
        np.testing.assert_array_equal(mine, theirs)
