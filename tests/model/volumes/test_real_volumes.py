from pathlib import Path

import nibabel
import numpy as np
import pytest

from model.tasks import get_task
from model.volumes import inspect_volume, read_labels, read_volume, write_display_volume, write_mask

CASES = Path(__file__).parents[4] / "shared" / "data" / "brats" / "test"
TASK = get_task("brain-tumour")

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not CASES.is_dir(), reason="the labelled volumes are not beside the checkout"),
]


@pytest.mark.parametrize(
    "name", ["BraTS2021_01481/BraTS2021_01481_flair", "BraTS-SSA-00010-000/BraTS-SSA-00010-000-t2f"]
)
def test_a_real_volume_is_shown_and_read_as_nibabel_reads_it(tmp_path: Path, name: str) -> None:
    path = CASES / f"{name}.nii.gz"
    expected = nibabel.as_closest_canonical(nibabel.load(path))
    values = expected.get_fdata(dtype=np.float32)

    summary = inspect_volume(path)
    write_display_volume(path, tmp_path / "display.npy", summary)

    pixels = np.load(tmp_path / "display.npy", mmap_mode="r")
    assert np.array_equal(summary.grid.affine, expected.affine)
    assert np.array_equal(read_volume(path).data, values)
    assert np.array_equal(pixels * summary.slope + summary.intercept, values)


@pytest.mark.parametrize("case", ["BraTS2021_01481/BraTS2021_01481_", "BraTS-SSA-00010-000/BraTS-SSA-00010-000-"])
def test_a_real_mask_comes_back_voxel_by_voxel(tmp_path: Path, case: str) -> None:
    path = CASES / f"{case}seg.nii.gz"
    stored = np.asanyarray(nibabel.Nifti1Image.from_filename(path).dataobj)

    write_mask(read_labels(path, task=TASK).data, like=path, path_or_fileobj=tmp_path / "mask.nii.gz")

    written = nibabel.Nifti1Image.from_filename(tmp_path / "mask.nii.gz")
    assert np.array_equal(np.asanyarray(written.dataobj), np.where(stored == 3, 4, stored))
    assert np.array_equal(written.affine, nibabel.Nifti1Image.from_filename(path).affine)
