import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.volumes import VolumeSummary, inspect_volume, read_volume, source, write_display_volume


def display(path: Path) -> tuple[np.ndarray, VolumeSummary]:
    summary = inspect_volume(path)
    target = path.parent / "display.npy"
    write_display_volume(path, target, summary)
    return np.load(target, mmap_mode="r"), summary


def real(path: Path) -> np.ndarray:
    pixels, summary = display(path)
    return pixels * summary.slope + summary.intercept


def scaled(slope: float, intercept: float) -> Callable[[Any], None]:
    def edit(header: Any) -> None:
        header["scl_slope"], header["scl_inter"] = slope, intercept

    return edit


def test_pixels_are_unsigned_16_bit_with_x_fastest(save: Callable[..., Path], image: np.ndarray) -> None:
    pixels, _ = display(save(image))

    assert pixels.dtype == np.uint16
    assert pixels.flags.f_contiguous


@pytest.mark.parametrize("code", ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8"])
def test_whole_numbers_lose_nothing(save: Callable[..., Path], image: np.ndarray, code: str) -> None:
    data = (image % 100).astype(code)

    assert np.array_equal(real(save(data, affine=np.eye(4))), data)


@pytest.mark.parametrize(("slope", "intercept"), [(0.25, -1024), (-2, 5), (3, 0)])
def test_scaled_whole_numbers_lose_nothing(
    save: Callable[..., Path], image: np.ndarray, slope: float, intercept: float
) -> None:
    path = save(image, affine=np.eye(4), edit=scaled(slope, intercept))

    assert np.array_equal(real(path), image * slope + intercept)


@pytest.mark.parametrize("ends", [(-32768, 32767), (-300, 20)])
def test_signed_values_lose_nothing_over_their_whole_range(save: Callable[..., Path], ends: tuple[int, int]) -> None:
    data = np.linspace(*ends, 60).astype(np.int16).reshape(3, 4, 5)

    assert np.array_equal(real(save(data, affine=np.eye(4))), data)


def test_whole_numbers_far_from_zero_keep_their_steps(save: Callable[..., Path]) -> None:
    data = np.linspace(10**9, 10**9 + 65535, 60).astype(np.int64).reshape(3, 4, 5)

    assert np.array_equal(real(save(data, affine=np.eye(4))), data)


def test_decimal_values_are_spread_over_all_pixels(save: Callable[..., Path]) -> None:
    data = np.random.default_rng(0).normal(0, 1e-3, (6, 7, 8)).astype(np.float32)

    pixels, summary = display(save(data, affine=np.eye(4)))

    assert (pixels.min(), pixels.max()) == (0, 65535)
    assert np.abs(pixels * summary.slope + summary.intercept - data).max() <= 0.51 * summary.slope


def test_whole_numbers_over_a_wider_range_are_spread(save: Callable[..., Path]) -> None:
    data = np.linspace(-(2**31), 2**31 - 1, 60).astype(np.int32).reshape(3, 4, 5)

    pixels, summary = display(save(data, affine=np.eye(4)))

    assert (pixels.min(), pixels.max()) == (0, 65535)
    assert np.abs(pixels * summary.slope + summary.intercept - data).max() <= 0.51 * summary.slope


@pytest.mark.parametrize("axes", list(itertools.permutations(range(3))))
@pytest.mark.parametrize("signs", list(itertools.product((1, -1), repeat=3)))
def test_every_orientation_becomes_canonical_slab_by_slab(
    save: Callable[..., Path],
    image: np.ndarray,
    monkeypatch: pytest.MonkeyPatch,
    axes: tuple[int, ...],
    signs: tuple[int, ...],
) -> None:
    monkeypatch.setattr(source, "_SLAB_BYTES", 2 * image[:, :, 0].nbytes)
    affine = np.eye(4)
    affine[:3, :3] = np.eye(3)[:, axes] * signs
    path = save(image, affine=affine)

    assert np.array_equal(real(path), read_volume(path).data)
