from __future__ import annotations

from pathlib import Path

import nibabel
import numpy as np
import pytest

from model.data.meta_image import MetaImage, lps_to_ras
from model.errors import VolumeError
from model.volumes.read import read_volume

SimpleITK = pytest.importorskip("SimpleITK")


def _oblique() -> tuple[np.ndarray, np.ndarray]:
    """Return an array and an affine that turns, mirrors and stretches it."""
    array = np.arange(5 * 6 * 7, dtype=np.float32).reshape(5, 6, 7)
    turned = np.array([[0.0, -0.8, 0.6], [-1.0, 0.0, 0.0], [0.0, -0.6, -0.8]])
    affine = np.eye(4)
    affine[:3, :3] = turned * (1.0, 2.0, 1.5)
    affine[:3, 3] = (10.0, -20.0, 30.0)
    return array, affine


def test_a_meta_image_lies_where_the_same_nifti_lies(tmp_path: Path) -> None:
    array, affine = _oblique()
    nibabel.save(nibabel.Nifti1Image(array, affine), tmp_path / "volume.nii.gz")
    # ITK's own reader turns the NIfTI's RAS into LPS; written as MetaImage, ours has to turn it back.
    SimpleITK.WriteImage(SimpleITK.ReadImage(str(tmp_path / "volume.nii.gz")), str(tmp_path / "volume.mha"))
    (ours,) = MetaImage().read(tmp_path / "volume.mha", components=(0,))
    expected = read_volume(tmp_path / "volume.nii.gz")
    np.testing.assert_array_equal(ours.data, expected.data)
    np.testing.assert_allclose(ours.grid.affine, expected.grid.affine, atol=1e-4)
    assert ours.orientation == expected.orientation


def test_first_axes_point_left_and_posterior_in_itk() -> None:
    affine = lps_to_ras((1, 0, 0, 0, 1, 0, 0, 0, 1), spacing=(1.0, 2.0, 3.0), origin=(4.0, 5.0, 6.0))
    np.testing.assert_array_equal(affine, [[-1, 0, 0, -4], [0, -2, 0, -5], [0, 0, 3, 6], [0, 0, 0, 1]])


def test_refuses_what_is_no_volume(tmp_path: Path) -> None:
    (tmp_path / "text.mha").write_text("no image")
    with pytest.raises(VolumeError, match=r"text\.mha cannot be read"):
        MetaImage().read(tmp_path / "text.mha", components=(0,))
    SimpleITK.WriteImage(SimpleITK.Image([4, 4, 4], SimpleITK.sitkVectorFloat32, 2), str(tmp_path / "two.mha"))
    with pytest.raises(VolumeError, match="several values"):
        MetaImage().read(tmp_path / "two.mha", components=(0,))
    SimpleITK.WriteImage(SimpleITK.Image([4, 4], SimpleITK.sitkFloat32), str(tmp_path / "flat.mha"))
    with pytest.raises(VolumeError, match="2 dimensions"):
        MetaImage().read(tmp_path / "flat.mha", components=(0,))
