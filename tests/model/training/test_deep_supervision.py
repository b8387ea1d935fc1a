from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.networks.registry import build_network
from model.training.deep_supervision import loss_weights, supervise_deeply, truths

ARGUMENTS: dict[str, Any] = {"channels": 2, "regions": 1, "filters": [2, 3, 4]}


def test_the_finer_resolutions_of_the_decoder_get_an_output_each() -> None:
    network = build_network("multimodal_unet3d", shape=(8, 8, 16), **ARGUMENTS)
    deep = supervise_deeply(network, levels=1)
    assert [tuple(output.shape) for output in deep.outputs] == [(None, 8, 8, 16, 1), (None, 4, 4, 8, 1)]


def test_the_result_is_the_one_of_the_network_in_use() -> None:
    network = build_network("multimodal_unet3d", shape=(8, 8, 8), **ARGUMENTS)
    deep = supervise_deeply(network, levels=1)
    image = np.random.default_rng(0).normal(size=(1, 8, 8, 8, 2)).astype(np.float32)
    np.testing.assert_array_equal(deep(image)[0], network(image))


def test_no_level_leaves_the_network_as_it_is() -> None:
    network = build_network("multimodal_unet3d", shape=(8, 8, 8), **ARGUMENTS)
    assert supervise_deeply(network, levels=0) is network


def test_more_levels_than_the_decoder_has_are_refused() -> None:
    network = build_network("multimodal_unet3d", shape=(8, 8, 8), **ARGUMENTS)
    with pytest.raises(ValueError, match="Received: 2"):
        supervise_deeply(network, levels=2)


def test_each_coarser_loss_counts_half_of_the_finer_one() -> None:
    assert loss_weights(2) == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert loss_weights(0) == [1.0]


def test_coarser_outputs_are_compared_with_the_share_of_the_region_in_their_voxels() -> None:
    deep = supervise_deeply(build_network("multimodal_unet3d", shape=(8, 8, 8), **ARGUMENTS), levels=1)
    regions = np.zeros((1, 8, 8, 8, 1), np.float32)
    regions[0, :3, :2, :2, 0] = 1.0
    fine, coarse = truths(regions, network=deep)
    assert fine is regions
    assert coarse.shape == (1, 4, 4, 4, 1)
    assert coarse[0, :3, 0, 0, 0].tolist() == [1.0, 0.5, 0.0]
