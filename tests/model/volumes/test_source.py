from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.errors import VolumeError
from model.volumes import VolumeLimits, source


def read_slabs(path: Path, *, limits: VolumeLimits | None = None) -> np.ndarray:
    with source.open_volume(path, limits=limits or VolumeLimits()) as opened:
        return np.concatenate([slab.copy() for _, slab in opened.slabs()], axis=2)


def refusal(path: Path, *, limits: VolumeLimits | None = None) -> str:
    with pytest.raises(VolumeError) as caught:
        read_slabs(path, limits=limits)
    return str(caught.value)


@pytest.mark.parametrize("name", ["volume.nii", "volume.nii.gz"])
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("code", ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8"])
def test_stored_values_are_read_in_native_byte_order(
    save: Callable[..., Path], image: np.ndarray, name: str, order: str, version: int, code: str
) -> None:
    data = (image % 100).astype(code)

    values = read_slabs(save(data, name=name, order=order, version=version))

    assert values.dtype == np.dtype(code)
    assert values.dtype.isnative
    assert np.array_equal(values, data)


def test_slabs_join_without_gap_or_overlap(
    save: Callable[..., Path], image: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "_SLAB_BYTES", 2 * image[:, :, 0].nbytes)  # 7 slices in slabs of 2

    assert np.array_equal(read_slabs(save(image)), image)


def test_voxels_after_an_extension_are_found(save: Callable[..., Path], image: np.ndarray) -> None:
    def edit(header: Any) -> None:
        header["vox_offset"] = 352 + 64

    shifted = np.concatenate([np.zeros(32, dtype=np.int16), image.ravel(order="F")])
    path = save(image, name="volume.nii", edit=edit)
    path.write_bytes(path.read_bytes()[:352] + shifted.tobytes())

    assert np.array_equal(read_slabs(path), image)


def test_bytes_after_the_voxels_do_not_matter(save: Callable[..., Path], image: np.ndarray) -> None:
    assert np.array_equal(read_slabs(save(image, tail=bytes(1000))), image)


def test_missing_voxels_are_said_in_percent(save: Callable[..., Path], image: np.ndarray) -> None:
    path = save(image, name="volume.nii")
    path.write_bytes(path.read_bytes()[: 352 + image.nbytes // 2])

    assert "only 50 % of its voxels" in refusal(path)


def test_a_file_that_ends_before_its_voxels_is_refused(save: Callable[..., Path], image: np.ndarray) -> None:
    def edit(header: Any) -> None:
        header["vox_offset"] = 1 << 20

    assert "only 0 % of its voxels" in refusal(save(image, edit=edit))


def test_a_truncated_compressed_file_is_refused(save: Callable[..., Path], image: np.ndarray) -> None:
    path = save(image)
    path.write_bytes(path.read_bytes()[:-30])

    assert "cut off" in refusal(path)


def test_a_wrong_checksum_is_refused_although_all_voxels_are_there(
    save: Callable[..., Path], image: np.ndarray
) -> None:
    path = save(image)
    content = bytearray(path.read_bytes())
    content[-6] ^= 0xFF
    path.write_bytes(content)

    assert "checksum" in refusal(path)


def test_a_tail_beyond_the_limit_is_refused(save: Callable[..., Path], image: np.ndarray) -> None:
    path = save(image, tail=bytes(2 << 20))

    assert "more than 1 MiB" in refusal(path, limits=VolumeLimits(max_bytes=1 << 20))


def test_a_header_that_promises_more_than_the_limit_is_refused(save: Callable[..., Path], image: np.ndarray) -> None:
    def edit(header: Any) -> None:
        header["dim"][1:4] = 200

    assert "200 x 200 x 200 voxels of 2 bytes" in refusal(
        save(image, edit=edit), limits=VolumeLimits(max_bytes=1 << 20)
    )


def test_more_than_512_voxels_on_an_axis_are_refused(save: Callable[..., Path]) -> None:
    path = save(np.ones((513, 2, 2), dtype=np.uint8))

    assert refusal(path) == "The volume has 513 x 2 x 2 voxels; at most 512 on each axis are accepted."


def test_512_voxels_on_an_axis_are_accepted(save: Callable[..., Path]) -> None:
    assert read_slabs(save(np.ones((512, 2, 2), dtype=np.uint8))).shape == (512, 2, 2)


def test_one_voxel_on_an_axis_is_refused(save: Callable[..., Path]) -> None:
    assert "at least 2" in refusal(save(np.ones((1, 5, 5), dtype=np.uint8)))


@pytest.mark.parametrize("size", [0.19, 10.1])
def test_voxels_of_an_impossible_size_are_refused(save: Callable[..., Path], image: np.ndarray, size: float) -> None:
    words = refusal(save(image, affine=np.diag([size, 1.0, 1.0, 1.0])))

    assert f"The voxels measure {size:g} x 1 x 1 mm" in words


@pytest.mark.parametrize("size", [0.2, 10.0])
def test_voxels_of_the_extreme_sizes_are_accepted(save: Callable[..., Path], image: np.ndarray, size: float) -> None:
    assert read_slabs(save(image, affine=np.diag([size, 1.0, 1.0, 1.0]))).shape == image.shape


def test_an_extent_over_600_mm_is_refused(save: Callable[..., Path]) -> None:
    path = save(np.ones((100, 2, 2), dtype=np.uint8), affine=np.diag([6.1, 1.0, 1.0, 1.0]))

    assert "The volume measures 610 x 2 x 2 mm" in refusal(path)
