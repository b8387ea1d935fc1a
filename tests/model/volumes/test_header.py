import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest

from model.errors import VolumeError
from model.volumes import UploadedHeader, read_uploaded_header, read_volume


def put(field: str, value: Any) -> Callable[[Any], None]:
    """Give an edit of a header that sets one field."""

    def edit(header: Any) -> None:
        header[field] = value

    return edit


def refusal(path: Path) -> str:
    with pytest.raises(VolumeError) as caught:
        read_uploaded_header(path)
    return str(caught.value)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("version", [1, 2])
def test_both_versions_and_byte_orders_are_read(
    save: Callable[..., Path], image: np.ndarray, version: int, order: Literal["<", ">"]
) -> None:
    header = read_uploaded_header(save(image, version=version, order=order))

    assert isinstance(header, UploadedHeader)
    assert header.shape == image.shape
    assert header.dtype == np.dtype(np.int16).newbyteorder(order)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.nii").touch()

    assert refusal(tmp_path / "empty.nii") == "The file is empty."


@pytest.mark.parametrize("content", [b"hello", b"\x89PNG\r\n" + bytes(600), bytes(600)])
def test_other_files_are_not_nifti(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.nii").write_bytes(content)

    assert "not a NIfTI file" in refusal(tmp_path / "other.nii")


def test_compressed_other_files_are_not_nifti(tmp_path: Path) -> None:
    (tmp_path / "other.nii.gz").write_bytes(gzip.compress(b"hello"))

    assert "not a NIfTI file" in refusal(tmp_path / "other.nii.gz")


def test_dicom_is_named(tmp_path: Path) -> None:
    (tmp_path / "slice.nii").write_bytes(bytes(128) + b"DICM" + bytes(400))

    assert "DICOM" in refusal(tmp_path / "slice.nii")


def test_zip_is_named(tmp_path: Path) -> None:
    (tmp_path / "case.nii").write_bytes(b"PK\x03\x04" + bytes(400))

    assert "zip" in refusal(tmp_path / "case.nii")


@pytest.mark.parametrize(("version", "magic"), [(1, b"ni1"), (2, b"ni2\0\r\n\x1a\n")])
def test_half_of_a_pair_is_refused(save: Callable[..., Path], image: np.ndarray, version: int, magic: bytes) -> None:
    assert ".hdr/.img" in refusal(save(image, version=version, edit=put("magic", magic)))


def test_analyze_is_refused_for_its_unknown_side(save: Callable[..., Path], image: np.ndarray) -> None:
    assert "which side of the patient is left" in refusal(save(image, edit=put("magic", b"")))


def test_a_header_that_is_cut_off_is_not_nifti(save: Callable[..., Path], image: np.ndarray) -> None:
    path = save(image, name="volume.nii")
    path.write_bytes(path.read_bytes()[:200])

    assert "not a NIfTI file" in refusal(path)


def test_a_series_is_refused_with_its_length(save: Callable[..., Path]) -> None:
    assert "holds 9 volumes (a 4-D series)" in refusal(save(np.ones((5, 6, 7, 9), dtype=np.uint8)))


def test_a_series_of_one_volume_is_accepted(save: Callable[..., Path]) -> None:
    assert read_uploaded_header(save(np.ones((5, 6, 7, 1), dtype=np.uint8))).shape == (5, 6, 7)


@pytest.mark.parametrize("shape", [(5, 6), (5, 6, 1)])
def test_a_single_slice_is_refused(save: Callable[..., Path], shape: tuple[int, ...]) -> None:
    with pytest.raises(VolumeError, match="single slice"):
        read_volume(save(np.ones(shape, dtype=np.uint8)))


@pytest.mark.parametrize("dim", [[0, 5, 6, 7, 1, 1, 1, 1], [9, 5, 6, 7, 1, 1, 1, 1], [3, 5, -6, 7, 1, 1, 1, 1]])
def test_sizes_that_make_no_sense_are_refused(save: Callable[..., Path], image: np.ndarray, dim: list[int]) -> None:
    assert "no sensible size" in refusal(save(image, edit=put("dim", dim)))


@pytest.mark.parametrize("code", ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8"])
def test_every_real_number_format_is_accepted(save: Callable[..., Path], image: np.ndarray, code: str) -> None:
    assert read_uploaded_header(save((image % 100).astype(code))).dtype == np.dtype(code)


@pytest.mark.parametrize(
    ("code", "words"), [(32, "complex"), (128, "RGB"), (1536, "128-bit"), (2304, "RGBA"), (77, "code 77")]
)
def test_other_number_formats_are_refused_by_name(
    save: Callable[..., Path], image: np.ndarray, code: int, words: str
) -> None:
    assert words in refusal(save(image, edit=put("datatype", code)))


@pytest.mark.parametrize("offset", [0, 348, 352.5, np.nan, np.inf, -1])
def test_an_impossible_place_of_the_voxels_is_refused(
    save: Callable[..., Path], image: np.ndarray, offset: float
) -> None:
    assert "where the voxels begin" in refusal(save(image, edit=put("vox_offset", offset)))


@pytest.mark.parametrize("slope", [0, np.nan, np.inf])
def test_a_slope_that_means_nothing_leaves_values_as_they_are(
    save: Callable[..., Path], image: np.ndarray, slope: float
) -> None:
    def edit(header: Any) -> None:
        header["scl_slope"], header["scl_inter"] = slope, 7

    header = read_uploaded_header(save(image, edit=edit))

    assert (header.slope, header.intercept) == (1.0, 0.0)


def test_a_broken_intercept_is_refused(save: Callable[..., Path], image: np.ndarray) -> None:
    def edit(header: Any) -> None:
        header["scl_slope"], header["scl_inter"] = 2, np.nan

    assert "scale of values" in refusal(save(image, edit=edit))
