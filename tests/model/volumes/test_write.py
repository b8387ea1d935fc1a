import io
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import pytest

from model.tasks import get_task
from model.volumes import Orientation, read_labels, read_uploaded_header, write_mask, write_uncertainty
from model.volumes.output import GridName

OBLIQUE = np.array([[-0.1, 1.2, 0, 10], [0.2, 0, 1.5, -20], [2.0, 0.1, -0.3, 30], [0, 0, 0, 1]])
SPACE = (
    "srow_x", "srow_y", "srow_z", "sform_code", "qform_code", "quatern_b", "quatern_c", "quatern_d",
    "qoffset_x", "qoffset_y", "qoffset_z", "xyzt_units",
)  # fmt: skip


@pytest.fixture
def labels() -> np.ndarray:
    """Give labels on the uploaded grid."""
    return np.random.default_rng(0).choice([0, 1, 2, 4], (5, 6, 7)).astype(np.uint8)


def two_codes(header: Any) -> None:
    """Give sform and qform different matrices and codes, as registered files have."""
    header.set_sform(OBLIQUE, 4)
    header.set_qform(np.array([[0, 1.2, 0, 1], [0, 0, 1.5, 2], [2.0, 0, 0, 3], [0, 0, 0, 1]]), 1)
    header.set_xyzt_units("mm", "msec")


@pytest.mark.parametrize("version", [1, 2])
def test_the_uploaded_grid_is_copied_bit_for_bit(
    save: Callable[..., Path], image: np.ndarray, labels: np.ndarray, tmp_path: Path, version: int
) -> None:
    uploaded = save(image, version=version, edit=two_codes)
    canonical = Orientation.of(OBLIQUE).to_canonical(labels)

    write_mask(canonical, like=uploaded, path_or_fileobj=tmp_path / "mask.nii.gz")

    mask: Any = nibabel.load(tmp_path / "mask.nii.gz")
    original: Any = nibabel.load(uploaded)
    assert np.array_equal(np.asanyarray(mask.dataobj), labels)
    for field in SPACE:
        assert mask.header[field].tobytes() == original.header[field].tobytes(), field
    assert np.array_equal(mask.header["pixdim"][:4], original.header["pixdim"][:4])


@pytest.mark.parametrize("axes", list(itertools.permutations(range(3))))
@pytest.mark.parametrize("signs", list(itertools.product((1, -1), repeat=3)))
def test_every_orientation_comes_back_to_the_uploaded_voxels(
    save: Callable[..., Path],
    image: np.ndarray,
    labels: np.ndarray,
    tmp_path: Path,
    axes: tuple[int, ...],
    signs: tuple[int, ...],
) -> None:
    affine = np.eye(4)
    affine[:3, :3] = (np.eye(3)[:, axes] * signs) + 0.02
    uploaded = save(image, affine=affine)
    canonical = Orientation.of(affine).to_canonical(labels)

    write_mask(canonical, like=uploaded, path_or_fileobj=tmp_path / "mask.nii.gz")

    mask = nibabel.Nifti1Image.from_filename(tmp_path / "mask.nii.gz")
    assert np.array_equal(np.asanyarray(mask.dataobj), labels)
    assert np.array_equal(mask.affine, nibabel.Nifti1Image.from_filename(uploaded).affine)
    assert np.array_equal(read_labels(tmp_path / "mask.nii.gz", task=get_task("brain-tumour")).data, canonical)


def test_the_canonical_grid_lies_in_the_same_place(
    save: Callable[..., Path], image: np.ndarray, labels: np.ndarray, tmp_path: Path
) -> None:
    uploaded = save(image, edit=two_codes)
    expected = nibabel.as_closest_canonical(nibabel.load(uploaded))
    canonical = Orientation.of(OBLIQUE).to_canonical(labels)

    write_mask(canonical, like=uploaded, path_or_fileobj=tmp_path / "mask.nii.gz", grid="canonical")

    mask = nibabel.Nifti1Image.from_filename(tmp_path / "mask.nii.gz")
    assert np.array_equal(np.asanyarray(mask.dataobj), canonical)
    assert nibabel.aff2axcodes(mask.affine) == ("R", "A", "S")
    assert np.allclose(mask.affine, expected.affine, atol=1e-5)
    assert (mask.header["sform_code"], mask.header["qform_code"]) == (4, 1)
    grid = [[1.2, 0.0, 0.0, 1.0], [0.0, 1.5, 0.0, 2.0], [0.0, 0.0, 2.0, 3.0], [0.0, 0.0, 0.0, 1.0]]
    assert np.allclose(mask.header.get_qform(), grid, atol=1e-5)


@pytest.mark.parametrize(("code", "other"), [("sform_code", "qform_code"), ("qform_code", "sform_code")])
def test_a_code_of_zero_stays_zero_on_the_canonical_grid(
    save: Callable[..., Path], image: np.ndarray, tmp_path: Path, code: str, other: str
) -> None:
    def edit(header: Any) -> None:
        header[code] = 0

    uploaded = save(image, edit=edit)
    write_mask(
        np.zeros(image.shape, dtype=np.uint8), like=uploaded, path_or_fileobj=tmp_path / "mask.nii", grid="canonical"
    )

    mask = nibabel.Nifti1Image.from_filename(tmp_path / "mask.nii")
    assert (mask.header[code], mask.header[other]) == (0, 1)
    assert np.allclose(mask.affine, nibabel.Nifti1Image.from_filename(uploaded).affine)


def test_a_mask_says_that_it_holds_labels(save: Callable[..., Path], image: np.ndarray, tmp_path: Path) -> None:
    write_mask(np.zeros(image.shape, dtype=np.uint8), like=save(image), path_or_fileobj=tmp_path / "mask.nii.gz")

    header = nibabel.Nifti1Image.from_filename(tmp_path / "mask.nii.gz").header
    assert header.get_intent() == ("label", (), "labels")
    assert header.get_data_dtype() == np.uint8


def test_equal_labels_give_equal_bytes(save: Callable[..., Path], image: np.ndarray, tmp_path: Path) -> None:
    header = read_uploaded_header(save(image))
    first, second = io.BytesIO(), tmp_path / "another_name.nii.gz"

    for target in (first, second):
        write_mask(np.ones(image.shape, dtype=np.uint8), like=header, path_or_fileobj=target)

    assert first.getvalue() == second.read_bytes()


def test_a_name_in_nii_is_written_plain(save: Callable[..., Path], image: np.ndarray, tmp_path: Path) -> None:
    write_mask(np.zeros(image.shape, dtype=np.uint8), like=save(image), path_or_fileobj=tmp_path / "mask.nii")

    assert (tmp_path / "mask.nii").stat().st_size == 352 + image.size


def test_labels_on_another_grid_are_refused(save: Callable[..., Path], image: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"expected uint8 voxels of shape \(5, 6, 7\)"):
        write_mask(np.zeros((5, 6, 8), dtype=np.uint8), like=save(image), path_or_fileobj=io.BytesIO())


def test_labels_of_another_type_are_refused(save: Callable[..., Path], image: np.ndarray) -> None:
    with pytest.raises(ValueError, match="Received: int16"):
        write_mask(image, like=save(image), path_or_fileobj=io.BytesIO())


def test_an_unknown_grid_is_refused(save: Callable[..., Path], image: np.ndarray) -> None:
    with pytest.raises(ValueError, match="'uploaded' or 'canonical'"):
        write_mask(
            np.zeros(image.shape, dtype=np.uint8),
            like=save(image),
            path_or_fileobj=io.BytesIO(),
            grid="native",  # type: ignore[arg-type]
        )


@pytest.mark.parametrize("grid", ["uploaded", "canonical"])
def test_uncertainty_lies_where_its_mask_does_and_goes_from_0_to_1(
    save: Callable[..., Path], image: np.ndarray, tmp_path: Path, grid: GridName
) -> None:
    uploaded = save(image, edit=two_codes)
    stored = np.linspace(0, 255, image.size).astype(np.uint8).reshape(image.shape)
    canonical = Orientation.of(OBLIQUE).to_canonical(stored)
    write_mask(canonical, like=uploaded, path_or_fileobj=tmp_path / "mask.nii.gz", grid=grid)

    write_uncertainty(canonical, like=uploaded, path_or_fileobj=tmp_path / "unsure.nii.gz", grid=grid)

    mask = nibabel.Nifti1Image.from_filename(tmp_path / "mask.nii.gz")
    unsure = nibabel.Nifti1Image.from_filename(tmp_path / "unsure.nii.gz")
    for field in SPACE:
        assert unsure.header[field].tobytes() == mask.header[field].tobytes(), field
    assert unsure.get_data_dtype() == np.uint8
    assert unsure.header.get_intent() == ("estimate", (), "uncertainty")
    values = unsure.get_fdata()
    assert (values.min(), values.max()) == pytest.approx((0, 1))
    assert values == pytest.approx(mask.get_fdata() / 255)
