from __future__ import annotations

import numpy as np
import pytest

from model.networks.multimodal_unet3d import multimodal_unet3d


def test_gives_one_float32_logit_per_region_and_voxel() -> None:
    network = multimodal_unet3d((16, 16, 8), channels=2, regions=3, filters=(2, 4, 4))
    logits = network(np.zeros((1, 16, 16, 8, 2), np.float32))
    assert tuple(logits.shape) == (1, 16, 16, 8, 3)
    assert "float32" in str(logits.dtype)


def test_one_network_takes_volumes_of_any_size() -> None:
    network = multimodal_unet3d(channels=1, regions=1, filters=(2, 2))
    assert network.output_shape == (None, None, None, None, 1)
    assert tuple(network(np.zeros((1, 4, 6, 8, 1), np.float32)).shape) == (1, 4, 6, 8, 1)


def test_starts_from_a_low_probability() -> None:
    network = multimodal_unet3d((8, 8, 8), channels=1, regions=1, filters=(2, 2))
    logits = np.asarray(network(np.zeros((1, 8, 8, 8, 1), np.float32)))
    np.testing.assert_allclose(logits, -2.0)


def test_refuses_a_shape_that_cannot_be_halved() -> None:
    with pytest.raises(ValueError, match="multiple of 4"):
        multimodal_unet3d((10, 8, 8), filters=(2, 2, 2))


def test_refuses_a_single_resolution() -> None:
    with pytest.raises(ValueError, match="at least two"):
        multimodal_unet3d((8, 8, 8), filters=(2,))


def test_a_stem_takes_voxels_together_and_gives_each_its_logits_back() -> None:
    network = multimodal_unet3d(channels=1, regions=2, filters=(4, 4), stem=2)
    volume = np.zeros((1, 8, 12, 8, 1), np.float32)
    assert tuple(network(volume).shape) == (1, 8, 12, 8, 2)
    assert tuple(network.get_layer("encoder0_b").output.shape[-1:]) == (4,)
    with pytest.raises(ValueError, match="multiple of 4"):
        multimodal_unet3d((6, 8, 8), filters=(4, 4), stem=2)


def test_looks_at_the_brain_mask_unless_told_not_to() -> None:
    image = np.random.default_rng(7).normal(size=(1, 8, 8, 8, 3)).astype(np.float32)
    other = image.copy()
    other[..., -1] += 1.0
    for reads, same in ((True, False), (False, True)):
        network = multimodal_unet3d((8, 8, 8), channels=3, regions=1, filters=(4, 4), reads_brain=reads)
        # What starts as zeros would hide every difference.
        network.get_layer("logits").kernel.assign(np.ones((1, 1, 1, 4, 1), np.float32))
        assert np.array_equal(np.asarray(network(image)), np.asarray(network(other))) is same
