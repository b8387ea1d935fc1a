from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.data.picture_file import PictureFile
from model.data.readers import find_cases
from model.errors import VolumeError
from model.tasks.registry import get_task
from model.training.dataset import read_sample

Image = pytest.importorskip("PIL.Image")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write two pictures, one of them with a mask."""
    rng = np.random.default_rng(0)
    for part in ("image", "label"):
        (tmp_path / part).mkdir()
    for number in (2, 10):
        Image.fromarray(rng.integers(1, 255, (6, 8), dtype=np.uint8)).save(tmp_path / "image" / f"{number}.png")
    mask = np.full((6, 8), 255, np.uint8)
    mask[3] = 0
    Image.fromarray(mask).save(tmp_path / "label" / "2.png")
    return tmp_path


def test_finds_pictures_in_the_order_of_their_numbers(folder: Path) -> None:
    first, second = find_cases(folder, task="em-membranes")
    assert (first.name, second.name) == ("isbi2012-02", "isbi2012-10")
    assert (first.labels, second.labels) == (folder / "label" / "2.png", None)


def test_a_picture_is_a_volume_of_one_slice(folder: Path) -> None:
    case, _ = find_cases(folder, task="em-membranes")
    channels, labels = case.read_study(task=get_task("em-membranes"))
    pixels = np.asarray(Image.open(folder / "image" / "2.png"))
    np.testing.assert_array_equal(channels["em"].data, pixels[..., None])
    np.testing.assert_array_equal(labels.data[..., 0], np.where(np.arange(6) == 3, 0, 1)[:, None] * np.ones((6, 8)))


def test_is_prepared_with_as_many_pixels_as_it_has(folder: Path) -> None:
    case, _ = find_cases(folder, task="em-membranes")
    sample = read_sample(case, task=get_task("em-membranes"))
    assert sample.image.shape == (6, 8, 1, 2)
    assert sample.regions.mean() == pytest.approx(5 / 6)


def test_refuses_colours_and_what_is_no_picture(tmp_path: Path) -> None:
    Image.fromarray(np.zeros((4, 4, 3), np.uint8)).save(tmp_path / "colour.png")
    (tmp_path / "text.png").write_text("no picture", encoding="utf-8")
    for name, words in (("colour.png", "one grey value"), ("text.png", "cannot be read")):
        with pytest.raises(VolumeError, match=words):
            PictureFile().read(tmp_path / name, components=(0,))
