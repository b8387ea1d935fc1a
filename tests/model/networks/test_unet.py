from __future__ import annotations

import keras
import numpy as np
import pytest

from model.networks.unet import unet
from tests.model.networks.parameters import trainable


def test_has_the_published_shape_and_as_many_parameters() -> None:
    network = unet()
    assert network.output_shape == (None, 388, 388, 2)
    assert trainable(network) == 31_030_658


def test_its_skips_meet_what_comes_from_below_at_the_same_pixels() -> None:
    # One pixel of the input changes outputs around its own place alone, whatever way it took.
    network = unet((92, 92), filters=(2, 2, 2), dropout=0.0)
    image = np.zeros((1, 92, 92, 1), np.float32)
    image[0, 46, 40] = 100.0
    changed = np.abs(np.asarray(network(image)) - np.asarray(network(np.zeros_like(image))))[0].max(axis=-1)
    lost = (92 - changed.shape[0]) // 2
    rows, columns = np.nonzero(changed)
    assert abs((rows.min() + rows.max()) / 2 + lost - 46) <= 4
    assert abs((columns.min() + columns.max()) / 2 + lost - 40) <= 4


def test_padded_and_normalised_it_is_as_large_as_the_image_at_any_size() -> None:
    network = unet((None, None), padding="same", normalised=True, filters=(4, 8, 8))
    assert tuple(network(np.zeros((1, 16, 24, 1), np.float32)).shape) == (1, 16, 24, 2)
    norms = [layer for layer in network.layers if isinstance(layer, keras.layers.BatchNormalization)]
    assert len(norms) == 10


def test_drops_values_at_the_two_coarsest_resolutions_alone() -> None:
    network = unet((92, 92), filters=(2, 2, 2))
    dropped = [layer.name for layer in network.layers if isinstance(layer, keras.layers.Dropout)]
    assert dropped == ["encoder1_dropout", "encoder2_dropout"]


def test_starts_with_weights_whose_spread_goes_by_how_many_values_are_added() -> None:
    keras.utils.set_random_seed(0)
    network = unet((188, 188))
    for name in ("encoder1_a", "encoder3_b", "decoder0_a"):
        kernel = np.asarray(network.get_layer(name).kernel)
        # He et al.: the square root of two over the nodes that come in.
        assert kernel.std() == pytest.approx(np.sqrt(2 / kernel[..., 0].size), rel=0.02)


def test_its_widely_used_form_is_as_wide_at_each_resolution() -> None:
    network = unet((64, 64), padding="same", normalised=True, dropout=0.0)
    found = [network.get_layer(f"encoder{level}_{part}").filters for level in range(5) for part in "ab"]
    assert found == [width for width in (64, 128, 256, 512, 1024) for _ in "ab"]
    # Two values a channel, a scale and an offset, where there was one, the bias.
    channels = 2 * (64 + 128 + 256 + 512 + 1024) + 2 * (64 + 128 + 256 + 512)
    assert trainable(network) == 31_030_658 + channels


@pytest.mark.parametrize("shape", [(570, 572), (60, 60)])
def test_refuses_sizes_that_do_not_fit(shape: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="even number"):
        unet(shape)
