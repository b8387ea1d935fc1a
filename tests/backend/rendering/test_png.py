from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from backend.rendering import encode_png


def decoded(png: bytes) -> np.ndarray:
    picture = Image.open(io.BytesIO(png))
    picture.load()
    return np.asarray(picture)


@pytest.mark.parametrize("shape", [(1, 1), (2, 3), (40, 1), (155, 240), (1, 512)])
@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_every_grey_pixel_comes_back_as_it_was(shape: tuple[int, int], dtype: str) -> None:
    pixels = np.random.default_rng(0).integers(0, np.iinfo(dtype).max, shape, dtype, endpoint=True)
    picture = decoded(encode_png(pixels))
    assert picture.shape == shape
    np.testing.assert_array_equal(picture, pixels)


def test_every_rgba_pixel_comes_back_as_it_was() -> None:
    pixels = np.random.default_rng(0).integers(0, 255, (7, 5, 4), "uint8", endpoint=True)
    np.testing.assert_array_equal(decoded(encode_png(pixels)), pixels)


def test_a_view_that_runs_backwards_is_written_as_it_is_seen() -> None:
    pixels = np.arange(12, dtype=np.uint16).reshape(3, 4)[::-1, ::-1].T
    np.testing.assert_array_equal(decoded(encode_png(pixels)), pixels)


def test_pillow_finds_the_checksums_right() -> None:
    Image.open(io.BytesIO(encode_png(np.ones((4, 4), np.uint8)))).verify()


def test_a_smooth_slice_is_compressed() -> None:
    pixels = np.add.outer(np.arange(240), np.arange(240)).astype(np.uint8)
    assert len(encode_png(pixels)) < pixels.nbytes / 10


@pytest.mark.parametrize("pixels", [np.zeros((2, 2), "float32"), np.zeros((2, 2, 3), "uint8"), np.zeros(2, "uint8")])
def test_an_array_that_is_no_picture_is_refused(pixels: np.ndarray) -> None:
    with pytest.raises(ValueError, match="expected"):
        encode_png(pixels)
