from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.data.confocal import ConfocalFile, cell_walls
from model.data.label_scheme import UNLABELLED
from model.data.readers import find_cases
from model.errors import VolumeError
from model.tasks.registry import get_task

h5py = pytest.importorskip("h5py")

REAL = Path(__file__).parents[4] / "shared" / "data" / "confocal"


def _cells() -> np.ndarray:
    """Give two cells that touch between columns 3 and 4, `(z, y, x)`."""
    return np.broadcast_to(np.where(np.arange(8) < 4, 5, 9), (5, 6, 8)).copy()


def test_walls_are_where_two_cells_touch() -> None:
    walls = cell_walls(_cells())
    np.testing.assert_array_equal(walls[1, 2], [0, 0, 0, 1, 1, 0, 0, 0])


def test_a_slice_with_numbers_of_its_own_is_not_annotated_and_no_wall_to_its_neighbours() -> None:
    cells = _cells()
    cells[2] += 100
    walls = cell_walls(cells)
    assert (walls[2] == UNLABELLED).all()
    np.testing.assert_array_equal(walls[[0, 1, 3, 4]], cell_walls(_cells())[[0, 1, 3, 4]])


def test_image_and_walls_lie_on_one_grid_with_x_first(tmp_path: Path) -> None:
    raw = np.arange(5 * 6 * 8, dtype=np.uint8).reshape(5, 6, 8)
    with h5py.File(tmp_path / "sample_leaf.h5", "w") as file:
        file["raw"], file["label"] = raw, _cells()
    (case,) = find_cases(tmp_path, task="volume-sparse")
    channels, labels = case.read_study(task=get_task("volume-sparse"))
    assert case.name == "confocal-leaf"
    np.testing.assert_array_equal(channels["image"].data, raw.T)
    np.testing.assert_array_equal(labels.data, cell_walls(_cells()).T)


def test_refuses_what_is_no_file_of_volumes(tmp_path: Path) -> None:
    (tmp_path / "sample_text.h5").write_text("no volumes", encoding="utf-8")
    with h5py.File(tmp_path / "sample_flat.h5", "w") as file:
        file["raw"] = np.zeros((4, 4))
    for name, words in (("text", "cannot be read"), ("flat", "must hold volumes")):
        with pytest.raises(VolumeError, match=words):
            ConfocalFile().read(tmp_path / f"sample_{name}.h5", components=(1,))


@pytest.mark.real_data
@pytest.mark.skipif(not REAL.is_dir(), reason="no confocal volumes beside the checkout (shared/data/confocal)")
def test_reads_the_real_samples() -> None:
    shapes = {}
    for case in find_cases(REAL, task="volume-sparse"):
        channels, labels = case.read_study(task=get_task("volume-sparse"))
        shapes[case.name] = channels["image"].data.shape
        # One slice of the larger volume is numbered on its own.
        unlabelled = 0 if labels.known is None else int((~labels.known).all(axis=(0, 1)).sum())
        assert unlabelled == (1 if case.name == "confocal-patch" else 0)
        assert 0.1 < (labels.data == 1).mean() < 0.4
    assert shapes == {"confocal-ovule": (128, 128, 32), "confocal-patch": (200, 200, 64)}
