import gzip
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import nibabel
import numpy as np
import pytest

from model.errors import VolumeError
from model.volumes import read_uploaded_header, read_volume, write_clean_volume
from model.volumes.output import DEMO_DESCRIPTION

NAME = b"KIM^MINJI"
TEXTS = {1: ("data_type", "db_name", "descrip", "aux_file", "intent_name"), 2: ("descrip", "aux_file", "intent_name")}
FREED = {"data_type", "db_name", "descrip", "aux_file", "intent_name", "unused_str", "extents", "session_error"}


def name_everywhere(header: Any) -> None:
    """Write a name into every text of a header, and move the voxels to make room for an extension."""
    for field in TEXTS[1 if len(header.binaryblock) == 348 else 2]:
        header[field] = NAME
    header["vox_offset"] = header.single_vox_offset + 32


def named(save: Callable[..., Path], image: np.ndarray, *, version: int, order: str, compressed: bool) -> Path:
    """Write a file that carries a name in every place that there is."""
    path = save(image, version=version, order=order, name="volume.nii", edit=name_everywhere, tail=NAME)
    content = path.read_bytes()
    start = 348 if version == 1 else 540
    comment = bytes([1, 0, 0, 0]) + (32).to_bytes(4, "little") + (6).to_bytes(4, "little") + NAME.ljust(24, b"\0")
    content = content[:start] + comment + content[start + 4 :]
    if compressed:
        packed = io.BytesIO()
        with gzip.GzipFile(filename=f"{NAME.decode()}.nii", mode="wb", fileobj=packed) as file:
            file.write(content)
        assert NAME in packed.getvalue()
        content = packed.getvalue()
    path.write_bytes(content)
    return path


def clean(path: Path) -> bytes:
    target = io.BytesIO()
    write_clean_volume(path, target)
    return target.getvalue()


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("version", [1, 2])
def test_no_name_is_left_in_any_place_of_a_file(
    save: Callable[..., Path], image: np.ndarray, tmp_path: Path, version: int, order: str, compressed: bool
) -> None:
    path = named(save, image, version=version, order=order, compressed=compressed)

    cleaned = clean(path)

    assert cleaned.startswith(b"\x1f\x8b") == compressed
    assert NAME not in cleaned
    content = gzip.decompress(cleaned) if compressed else cleaned
    assert NAME not in content
    assert len(content) == (352 if version == 1 else 544) + image.nbytes


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("version", [1, 2])
def test_voxels_and_every_number_of_the_header_stay_bit_for_bit(
    save: Callable[..., Path],
    image: np.ndarray,
    tmp_path: Path,
    version: int,
    order: Literal["<", ">"],
    compressed: bool,
) -> None:
    path = named(save, image, version=version, order=order, compressed=compressed)
    target = tmp_path / "clean.nii"
    target.write_bytes(clean(path))

    before, after = read_uploaded_header(path).nifti, read_uploaded_header(target).nifti

    assert after.endianness == before.endianness == order
    for field in before.structarr.dtype.names:
        if field not in FREED | {"vox_offset"}:
            assert after[field].tobytes() == before[field].tobytes(), field
    stored = gzip.decompress(target.read_bytes()) if compressed else target.read_bytes()
    assert stored.endswith(image.astype(image.dtype.newbyteorder(order)).tobytes(order="F"))
    assert np.array_equal(read_volume(target).data, read_volume(path).data)


def test_other_programs_read_what_is_written(save: Callable[..., Path], image: np.ndarray, tmp_path: Path) -> None:
    target = tmp_path / "clean.nii.gz"
    target.write_bytes(clean(named(save, image, version=1, order="<", compressed=True)))

    read = nibabel.load(target)

    assert isinstance(read, nibabel.Nifti1Image)
    assert np.array_equal(np.asanyarray(read.dataobj), image)
    assert len(read.header.extensions) == 0


def test_equal_images_become_equal_files(save: Callable[..., Path], image: np.ndarray) -> None:
    plain = save(image, name="one.nii.gz")
    other = save(image, name="other.nii.gz", edit=lambda header: header.__setitem__("descrip", NAME), tail=bytes(9))

    assert plain.read_bytes() != other.read_bytes()
    assert clean(plain) == clean(other)


def test_a_clean_file_stays_as_it_is(save: Callable[..., Path], image: np.ndarray, tmp_path: Path) -> None:
    once = clean(save(image))
    (tmp_path / "once.nii.gz").write_bytes(once)

    assert clean(tmp_path / "once.nii.gz") == once


def test_our_own_description_of_a_demo_case_stays(save: Callable[..., Path], image: np.ndarray) -> None:
    path = save(image, name="demo.nii", edit=lambda header: header.__setitem__("descrip", DEMO_DESCRIPTION))

    assert DEMO_DESCRIPTION in clean(path)


def test_a_damaged_file_is_refused(save: Callable[..., Path], image: np.ndarray) -> None:
    path = save(image, name="cut.nii")
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(VolumeError, match="cut off"):
        clean(path)
