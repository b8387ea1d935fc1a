from collections.abc import Callable
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import pytest

from model.errors import VolumeError
from model.volumes import read_volume

OBLIQUE = np.array([[-0.1, 1.2, 0, 10], [0.2, 0, 1.5, -20], [2.0, 0.1, -0.3, 30], [0, 0, 0, 1]])


@pytest.mark.parametrize("name", ["volume.nii", "volume.nii.gz"])
@pytest.mark.parametrize("code", ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8"])
def test_values_and_grid_agree_with_nibabel(save: Callable[..., Path], image: np.ndarray, name: str, code: str) -> None:
    path = save((image % 100).astype(code), name=name, affine=OBLIQUE)
    expected = nibabel.as_closest_canonical(nibabel.load(path))

    volume = read_volume(path)

    assert np.array_equal(volume.data, expected.get_fdata(dtype=np.float32))
    assert np.allclose(volume.grid.affine, expected.affine)


def test_data_are_float32_and_contiguous(save: Callable[..., Path], image: np.ndarray) -> None:
    data = read_volume(save(image, affine=OBLIQUE)).data

    assert data.dtype == np.float32
    assert data.flags.c_contiguous


def test_values_are_scaled(save: Callable[..., Path], image: np.ndarray) -> None:
    def edit(header: Any) -> None:
        header["scl_slope"], header["scl_inter"] = 0.5, -3

    assert np.array_equal(read_volume(save(image, edit=edit)).data, image * 0.5 - 3)


def test_a_fourth_axis_of_one_is_dropped(save: Callable[..., Path], image: np.ndarray) -> None:
    assert np.array_equal(read_volume(save(image[..., None])).data, image)


def test_the_header_is_that_of_the_file(save: Callable[..., Path], image: np.ndarray) -> None:
    assert read_volume(save(image, affine=OBLIQUE)).header.shape == image.shape


def test_the_orientation_leads_back_to_the_file(save: Callable[..., Path], image: np.ndarray) -> None:
    volume = read_volume(save(image, affine=OBLIQUE))

    assert np.array_equal(volume.orientation.to_uploaded(volume.data), image)


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e200])
def test_values_that_float32_cannot_hold_are_refused(
    save: Callable[..., Path], image: np.ndarray, value: float
) -> None:
    data = image.astype(np.float64)
    data[1, 2, 3] = value

    with pytest.raises(VolumeError, match="no value"):
        read_volume(save(data))
