from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import ndimage

from model.inference.overlap_tile import overlap_tile


def _mean_of_25(image: NDArray[np.float32]) -> NDArray[np.float32]:
    """Average 5x5 pixels without padding, as two unpadded convolutions would."""
    means = ndimage.uniform_filter(image[..., 0], 5, mode="constant")
    return means[2:-2, 2:-2, None]


@pytest.mark.parametrize("shape", [(30, 40), (7, 25), (3, 4), (12, 12), (13, 11)])
def test_tiles_give_what_the_whole_mirrored_image_gives(shape: tuple[int, int]) -> None:
    image = np.random.default_rng(0).normal(size=(*shape, 1)).astype(np.float32)
    found = overlap_tile(_mean_of_25, image, tile=(16, 12), margin=(2, 2))
    expected = ndimage.uniform_filter(image[..., 0], 5, mode="reflect")
    np.testing.assert_allclose(found[..., 0], expected, atol=1e-6)


def test_takes_volumes_too() -> None:
    volume = np.random.default_rng(0).normal(size=(9, 6, 7, 2)).astype(np.float32)
    found = overlap_tile(lambda tile: 2 * tile[1:-1, 2:-2, 1:-1], volume, tile=(5, 8, 4), margin=(1, 2, 1))
    np.testing.assert_array_equal(found, 2 * volume)


def test_refuses_a_network_that_loses_more_than_said() -> None:
    image = np.zeros((20, 20, 1), np.float32)
    with pytest.raises(ValueError, match="`run` must give"):
        overlap_tile(_mean_of_25, image, tile=(12, 12), margin=(1, 1))
    with pytest.raises(ValueError, match="leave something"):
        overlap_tile(_mean_of_25, image, tile=(4, 4), margin=(2, 2))
