import io
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import pytest

from model.volumes import canonical, source, write_canonical_volume


@pytest.mark.parametrize("axes", list(itertools.permutations(range(3))))
@pytest.mark.parametrize("signs", list(itertools.product((1, -1), repeat=3)))
def test_every_orientation_is_written_in_ras(
    save: Callable[..., Path],
    image: np.ndarray,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    axes: tuple[int, ...],
    signs: tuple[int, ...],
) -> None:
    monkeypatch.setattr(source, "_SLAB_BYTES", 2 * image[:, :, 0].nbytes)
    monkeypatch.setattr(canonical, "_SLAB_BYTES", 2 * image[:, :, 0].nbytes)
    affine = np.eye(4)
    affine[:3, :3] = (np.eye(3)[:, axes] * signs) + 0.02
    uploaded = save(image, affine=affine)
    expected = nibabel.as_closest_canonical(nibabel.load(uploaded))

    write_canonical_volume(uploaded, tmp_path / "canonical.nii.gz")

    written = nibabel.Nifti1Image.from_filename(tmp_path / "canonical.nii.gz")
    assert np.array_equal(np.asanyarray(written.dataobj), np.asanyarray(expected.dataobj))
    assert np.allclose(written.affine, expected.affine, atol=1e-5)
    assert nibabel.aff2axcodes(written.affine) == ("R", "A", "S")


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("version", [1, 2])
def test_stored_values_and_their_scale_are_kept(
    save: Callable[..., Path], image: np.ndarray, tmp_path: Path, version: int, order: str
) -> None:
    def edit(header: Any) -> None:
        header["scl_slope"], header["scl_inter"] = 0.5, -3

    uploaded = save(image, version=version, order=order, edit=edit)

    write_canonical_volume(uploaded, tmp_path / "canonical.nii.gz")

    written: Any = nibabel.load(tmp_path / "canonical.nii.gz")
    assert written.get_data_dtype() == np.int16
    assert np.array_equal(written.get_fdata(), image * 0.5 - 3)


def test_an_open_file_can_be_written_to(save: Callable[..., Path], image: np.ndarray, tmp_path: Path) -> None:
    uploaded = save(image)
    file = io.BytesIO()

    write_canonical_volume(uploaded, file)
    write_canonical_volume(uploaded, tmp_path / "canonical.nii.gz")

    assert file.getvalue() == (tmp_path / "canonical.nii.gz").read_bytes()
