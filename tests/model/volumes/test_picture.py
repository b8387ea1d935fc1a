"""Pictures are read as grey values, refused in words, and kept as volumes that are shown as they are."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, PngImagePlugin

from model.errors import VolumeError
from model.volumes import VolumeLimits, read_picture, read_volume, take_slice, write_picture_volume

GREY = np.random.default_rng(0).integers(0, 256, (40, 60), dtype=np.uint8)
DEEP = np.random.default_rng(1).integers(0, 65536, (40, 60), dtype=np.uint16)


def save(folder: Path, name: str, picture: NDArray[Any] | Image.Image, **options: Any) -> Path:
    """Save a picture by Pillow."""
    path = folder / name
    (picture if isinstance(picture, Image.Image) else Image.fromarray(picture)).save(path, **options)
    return path


def refusal(path: Path) -> str:
    """Say why a picture is refused."""
    with pytest.raises(VolumeError) as refused:
        read_picture(path)
    return refused.value.message


def claims(size: int) -> bytes:
    """Make a PNG that says it is larger than what it holds."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("name", ["a.png", "a.tif", "a.tiff"])
@pytest.mark.parametrize("pixels", [GREY, DEEP], ids=["8 bits", "16 bits"])
def test_grey_values_are_read_as_they_are(tmp_path: Path, name: str, pixels: NDArray[Any]) -> None:
    read = read_picture(save(tmp_path, name, pixels))

    assert read.dtype == pixels.dtype
    assert np.array_equal(read, pixels)


@pytest.mark.parametrize("compression", ["tiff_lzw", "tiff_deflate", "packbits"])
def test_a_compressed_tiff_is_read(tmp_path: Path, compression: str) -> None:
    assert np.array_equal(read_picture(save(tmp_path, "a.tif", GREY, compression=compression)), GREY)


def test_a_tiff_with_its_large_bytes_first_is_read(tmp_path: Path) -> None:
    assert np.array_equal(read_picture(save(tmp_path, "a.tif", DEEP.astype(">u2"))), DEEP)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "LA", "P"])
def test_grey_that_was_saved_as_colours_is_the_grey_it_was(tmp_path: Path, mode: str) -> None:
    assert np.array_equal(read_picture(save(tmp_path, "a.png", Image.fromarray(GREY).convert(mode))), GREY)


def test_colours_become_the_grey_that_they_appear_as(tmp_path: Path) -> None:
    colours = np.zeros((40, 60, 3), np.uint8)
    colours[:, 20:40, 1] = 255
    colours[:, 40:, 2] = 255

    grey = read_picture(save(tmp_path, "a.png", colours))

    assert [int(grey[0, column]) for column in (0, 20, 40)] == [0, 150, 29]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a PNG or TIFF"),
        (b"\xff\xd8\xff\xe0 JFIF", "not a PNG or TIFF"),
        (claims(5000), "has 5000 x 5000 pixels; at most 4096 on each side"),
        (claims(12_000), "at most 4096"),
        (claims(2_000_000), "at most 4096"),
        (claims(100), "damaged or cut off"),
        (claims(8), "at least 16 on each side"),
    ],
)
def test_what_is_no_picture_or_too_large_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(content)

    assert words in refusal(path)


@pytest.mark.parametrize("name", ["a.png", "a.tif"])
def test_a_picture_that_is_cut_off_is_refused(tmp_path: Path, name: str) -> None:
    path = save(tmp_path, name, GREY)
    path.write_bytes(path.read_bytes()[:-200])

    assert "damaged or cut off" in refusal(path)


def test_a_png_whose_checksum_is_wrong_is_refused(tmp_path: Path) -> None:
    path = save(tmp_path, "a.png", GREY)
    content = bytearray(path.read_bytes())
    content[content.index(b"IEND") - 6] ^= 1  # of the last chunk's checksum
    path.write_bytes(content)

    assert "damaged or cut off" in refusal(path)


def test_a_text_that_grows_without_end_is_refused(tmp_path: Path) -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "a" * (64 << 20), zip=True)

    assert "damaged" in refusal(save(tmp_path, "a.png", GREY, pnginfo=texts))


@pytest.mark.parametrize("name", ["a.tif", "a.png"])
def test_several_pictures_in_one_file_are_refused(tmp_path: Path, name: str) -> None:
    path = save(tmp_path, name, Image.fromarray(GREY), save_all=True, append_images=[Image.fromarray(255 - GREY)])

    assert "more than one picture" in refusal(path)


def test_colours_for_printing_are_refused(tmp_path: Path) -> None:
    assert "kind CMYK" in refusal(save(tmp_path, "a.tif", Image.fromarray(GREY).convert("RGB").convert("CMYK")))


def test_a_picture_of_one_value_is_refused(tmp_path: Path) -> None:
    assert "same value, 7" in refusal(save(tmp_path, "a.png", np.full((40, 60), 7, np.uint8)))


def test_a_pixel_without_a_value_is_refused(tmp_path: Path) -> None:
    pixels = GREY.astype(np.float32)
    pixels[3, 4] = np.nan

    assert "no value" in refusal(save(tmp_path, "a.tif", pixels))


@pytest.mark.parametrize("pixels", [GREY, DEEP, DEEP.astype(np.int32), DEEP.astype(np.float32) / 7])
def test_a_picture_is_kept_as_a_slice_that_is_shown_as_it_is(tmp_path: Path, pixels: NDArray[Any]) -> None:
    path = tmp_path / "kept.nii.gz"
    with path.open("wb") as file:
        write_picture_volume(pixels, file)

    volume = read_volume(path, limits=VolumeLimits.of_kept(max_bytes=1 << 20))

    assert volume.grid.spacing == (1.0, 1.0, 1.0)
    assert np.array_equal(take_slice(volume.data, "axial", 0), pixels.astype(np.float32))


def test_equal_pixels_are_kept_as_equal_bytes_whatever_stood_beside_them(tmp_path: Path) -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Kim Minji")
    kept = []
    for path in (save(tmp_path, "a.png", GREY, pnginfo=texts), save(tmp_path, "b.tif", GREY)):
        file = io.BytesIO()
        write_picture_volume(read_picture(path), file)
        kept.append(file.getvalue())

    assert kept[0] == kept[1]
