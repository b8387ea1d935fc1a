from pathlib import Path

import nibabel
import numpy as np
import pytest

from model.data.phantom import write_demo_case
from model.tasks import get_task, recognise_files
from model.volumes import compare_channels, inspect_volume, read_labels, read_volume

SHAPE = (48, 48, 31)
TASK = get_task("brain-tumour")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give a small demo case."""
    return write_demo_case(tmp_path_factory.mktemp("case"), shape=SHAPE)


def test_four_modalities_and_the_mask_are_written(case: dict[str, Path]) -> None:
    assert {path.name for path in case.values()} == {
        f"demo_{end}.nii.gz" for end in ("flair", "t1", "t1ce", "t2", "seg")
    }


def test_the_names_are_recognised(case: dict[str, Path]) -> None:
    found = recognise_files([path.name for path in case.values()], task=TASK)

    assert found == {channel: case[channel].name for channel in TASK.channel_ids}


def test_equal_arguments_give_equal_bytes(case: dict[str, Path], tmp_path: Path) -> None:
    again = write_demo_case(tmp_path / "again", shape=SHAPE)

    assert {name: path.read_bytes() for name, path in again.items()} == {
        name: path.read_bytes() for name, path in case.items()
    }


def test_another_seed_gives_another_case(case: dict[str, Path], tmp_path: Path) -> None:
    other = write_demo_case(tmp_path, shape=SHAPE, seed=1)

    assert other["seg"].read_bytes() != case["seg"].read_bytes()


def test_every_volume_is_accepted_as_an_upload(case: dict[str, Path]) -> None:
    grids = {channel: inspect_volume(case[channel]).grid for channel in TASK.channel_ids}

    assert grids["flair"].shape == SHAPE
    assert compare_channels(grids, names=TASK.channel_names) == []


def test_voxels_have_the_size_that_was_asked_for(tmp_path: Path) -> None:
    case = write_demo_case(tmp_path, shape=(24, 24, 16), spacing=(2.0, 1.5, 3.0))

    assert inspect_volume(case["t1"]).grid.spacing == (2.0, 1.5, 3.0)


def test_files_are_stored_as_brats_stores_them(case: dict[str, Path]) -> None:
    for path in case.values():
        assert nibabel.aff2axcodes(nibabel.Nifti1Image.from_filename(path).affine) == ("L", "P", "S")


def test_all_labels_occur_on_the_grid_of_the_images(case: dict[str, Path]) -> None:
    mask = read_labels(case["seg"], task=TASK)

    assert set(np.unique(mask.data)) == {0, 1, 2, 4}
    assert mask.grid.difference(read_volume(case["t1"]).grid, name="mask", other_name="T1") is None


def test_the_tumour_is_in_the_right_hemisphere_only(case: dict[str, Path]) -> None:
    labels = read_labels(case["seg"], task=TASK).data

    assert not labels[: SHAPE[0] // 2].any()


def test_the_ring_of_the_tumour_is_brightest_with_contrast_medium(case: dict[str, Path]) -> None:
    labels = read_labels(case["seg"], task=TASK).data
    t1, t1ce = (read_volume(case[channel]).data for channel in ("t1", "t1ce"))

    assert np.median(t1ce[labels == 4]) > 1.5 * np.median(t1[labels == 4])
    assert np.median(t1ce[labels == 4]) > 1.4 * np.median(t1ce[labels == 1])


def test_oedema_is_bright_in_flair(case: dict[str, Path]) -> None:
    labels = read_labels(case["seg"], task=TASK).data
    flair = read_volume(case["flair"]).data

    assert np.median(flair[labels == 2]) > 1.5 * np.median(flair[(labels == 0) & (flair > 0)])


def test_the_background_is_zero_in_all_modalities_alike(case: dict[str, Path]) -> None:
    brains = [read_volume(case[channel]).data > 0 for channel in TASK.channel_ids]

    assert all(np.array_equal(brain, brains[0]) for brain in brains)
    assert 0.1 < brains[0].mean() < 0.4
