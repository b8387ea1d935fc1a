from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.data.dic_hela import frames_of_one_sequence
from model.data.readers import find_cases
from model.errors import VolumeError
from model.tasks.registry import get_task
from tests.support.real_cases import real_data

Image = pytest.importorskip("PIL.Image")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write two frames, in one of which three cells are numbered, two of them touching."""
    rng = np.random.default_rng(0)
    (tmp_path / "01").mkdir()
    (tmp_path / "01_GT" / "SEG").mkdir(parents=True)
    for frame in ("002", "010"):
        pixels = rng.integers(1, 255, (8, 10), dtype=np.uint8)
        Image.fromarray(pixels).save(tmp_path / "01" / f"t{frame}.tif")
    cells = np.zeros((8, 10), np.uint16)
    cells[1:4, 1:4], cells[4:7, 1:4], cells[2:6, 6:9] = 3, 300, 7
    Image.fromarray(cells).save(tmp_path / "01_GT" / "SEG" / "man_seg002.tif")
    return tmp_path


def test_finds_frames_and_the_cells_that_somebody_drew_in_them(folder: Path) -> None:
    first, second = find_cases(folder, task="cells")
    assert (first.name, second.name) == ("dic-hela-01-t002", "dic-hela-01-t010")
    assert first.labels == folder / "01_GT" / "SEG" / "man_seg002.tif"
    assert second.labels is None


def test_a_mask_is_of_one_label_and_tells_the_cells_apart(folder: Path) -> None:
    case, _ = find_cases(folder, task="cells")
    _, labels = case.read_study(task=get_task("cells"))
    assert labels.parts is not None
    assert set(np.unique(labels.data)) == {0, 1}
    assert set(np.unique(labels.parts)) == {0, 3, 7, 300}
    np.testing.assert_array_equal(labels.data > 0, labels.parts > 0)


def test_refuses_numbers_that_are_none(folder: Path) -> None:
    broken = np.full((8, 10), -1.0, np.float32)
    Image.fromarray(broken).save(folder / "01_GT" / "SEG" / "man_seg002.tif")
    case, _ = find_cases(folder, task="cells")
    with pytest.raises(VolumeError, match="from 0 on"):
        case.read_labels(task=get_task("cells"))


def test_frames_of_a_film_stay_together() -> None:
    names = ["dic-hela-01-t002", "dic-hela-02-t002", "dic-hela-01-t005", "patient001_frame01"]
    assert set(frames_of_one_sequence(names)) == {
        frozenset({"dic-hela-01-t002", "dic-hela-01-t005"}),
        frozenset({"dic-hela-02-t002"}),
    }


def test_reads_the_real_frames() -> None:
    cases = find_cases(real_data("dic-hela"), task="cells")
    assert len(cases) == 18
    for case in cases:
        channels, labels = case.read_study(task=get_task("cells"))
        assert labels.parts is not None
        assert channels["dic"].data.shape == labels.data.shape == (512, 512, 1)
        assert len(np.unique(labels.parts)) >= 4
