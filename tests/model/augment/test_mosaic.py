from __future__ import annotations

import numpy as np
import pytest

from model.augment.mosaic import draw_mosaic
from model.augment.sample import Sample


def _piece(value: float, *, shape: tuple[int, int, int] = (3, 4, 2)) -> Sample:
    return Sample(
        image=np.full((*shape, 2), value, np.float32),
        regions=np.full((*shape, 1), value, np.float32),
    )


def test_fills_the_patch_with_as_many_pieces_as_fit() -> None:
    mosaic = draw_mosaic([_piece(1.0)], shape=(7, 8, 5), rng=np.random.default_rng(0))
    assert mosaic.shape == (7, 8, 5)
    assert mosaic.image[..., 0].sum() == (2 * 3) * (2 * 4) * (2 * 2)


def test_image_and_regions_of_a_piece_stay_together() -> None:
    rng = np.random.default_rng(1)
    noise = [rng.uniform(1, 2, (3, 4, 2, 1)).astype(np.float32) for _ in range(4)]
    pieces = [Sample(image=np.concatenate([part, part], axis=-1), regions=part) for part in noise]
    mosaic = draw_mosaic(pieces, shape=(6, 8, 4), rng=rng)
    np.testing.assert_array_equal(mosaic.image[..., :1], mosaic.regions)
    assert len(np.unique(mosaic.regions)) > noise[0].size


def test_the_same_chance_gives_the_same_mosaic() -> None:
    pieces = [_piece(value) for value in (1.0, 2.0, 3.0)]
    one, other = (draw_mosaic(pieces, shape=(9, 9, 9), rng=np.random.default_rng(4)).image for _ in range(2))
    np.testing.assert_array_equal(one, other)


def test_refuses_pieces_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match="fit into a patch"):
        draw_mosaic([_piece(1.0)], shape=(2, 8, 5), rng=np.random.default_rng(0))
