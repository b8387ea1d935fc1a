"""Which files are refused, in which words, and that nothing of them stays."""

from __future__ import annotations

import gzip
import io
import struct
from collections.abc import Callable
from pathlib import Path

import nibabel
import numpy as np
import pytest
from flask.testing import FlaskClient

from backend.settings import Settings
from tests.support.database import SqliteDatabases
from tests.support.studies import post_study

pytestmark = pytest.mark.usefixtures("nothing_stays")

Change = Callable[[nibabel.Nifti1Image], nibabel.Nifti1Image]


@pytest.fixture
def database_url(sqlite_databases: SqliteDatabases, tmp_path: Path) -> str:
    """Use SQLite alone: no file that is refused gets as far as the database."""
    return sqlite_databases.fresh(tmp_path / "data")


@pytest.fixture
def settings(small_limits: Settings) -> Settings:
    """Set limits that small files reach."""
    return small_limits


def packed(image: nibabel.Nifti1Image) -> bytes:
    return gzip.compress(image.to_bytes(), compresslevel=1)


def made(data: np.ndarray, affine: np.ndarray | None = None) -> nibabel.Nifti1Image:
    return nibabel.Nifti1Image(data, np.eye(4) if affine is None else affine)


def values(image: nibabel.Nifti1Image) -> np.ndarray:
    return np.asarray(image.dataobj).astype(np.float32)


def with_value(value: float) -> Change:
    def change(image: nibabel.Nifti1Image) -> nibabel.Nifti1Image:
        data = values(image)
        data[20, 20, 20] = value
        return made(data, image.affine)

    return change


def scaled(factor: float) -> Change:
    return lambda image: made(values(image), image.affine @ np.diag([factor, factor, factor, 1.0]))


def singular(content: bytes) -> bytes:
    """Flatten the orientation in the bytes themselves; nibabel would mend it on writing."""
    raw = bytearray(gzip.decompress(content))
    struct.pack_into("<h", raw, 252, 0)
    struct.pack_into("<4f", raw, 312, 0.0, 0.0, 0.0, 0.0)
    return gzip.compress(bytes(raw))


def shifted(image: nibabel.Nifti1Image) -> nibabel.Nifti1Image:
    affine = image.affine.copy()
    affine[2, 3] += 2.0
    return made(values(image), affine)


BAD_FILES: dict[str, tuple[bytes | Callable[[bytes], bytes] | Change, str]] = {
    "not NIfTI": (b"PK\x03\x04 this is a zip file" * 100, "NIfTI"),
    "empty": (b"", "empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(1000), "NIfTI"),
    "truncated": (lambda content: content[: len(content) // 2], "cut off"),
    "truncated within the header": (lambda content: content[:60], "cut off"),
    "damaged": (lambda content: content[:-8] + bytes(4) + content[-4:], "damaged"),
    "a bomb without a header": (gzip.compress(bytes(64 << 20), 9), "NIfTI"),
    "4-D": (lambda image: made(np.ones((8, 8, 8, 2), np.float32)), "4"),
    "2-D": (lambda image: made(np.ones((8, 8), np.float32)), "2"),
    "NaN": (with_value(np.nan), "NaN"),
    "infinite": (with_value(np.inf), "infinite"),
    "all zero": (lambda image: made(values(image) * 0, image.affine), "zero"),
    "singular affine": (singular, "flat"),
    "too many voxels on an axis": (lambda image: made(np.ones((513, 4, 4), np.uint8)), "512"),
    "voxels too small": (scaled(0.1), "0.2"),
    "voxels too large": (scaled(11.0), "10"),
    "too long": (lambda image: made(np.ones((200, 8, 8), np.uint8), np.diag([4.0, 1.0, 1.0, 1.0])), "600"),
    "colours": (lambda image: made(np.zeros((8, 8, 8), [("R", "u1"), ("G", "u1"), ("B", "u1")])), "colours"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_refused_beside_its_channel(radiologist: FlaskClient, files: dict[str, Path], kind: str) -> None:
    bad, words = BAD_FILES[kind]
    if isinstance(bad, bytes):
        content = bad
    elif words in ("cut off", "damaged", "flat"):
        content = bad(files["t1ce"].read_bytes())  # type: ignore[arg-type,assignment]
    else:
        content = packed(bad(nibabel.Nifti1Image.from_filename(files["t1ce"])))  # type: ignore[arg-type]

    reply = post_study(radiologist, {**files, "t1ce": content})

    assert reply.status_code == 422
    assert reply.mimetype == "application/problem+json"
    errors = [error for error in reply.json["errors"] if error["field"] == "t1ce"]
    assert words in errors[0]["message"]


@pytest.mark.parametrize("claimed", [(200, 200, 200), (20, 20, 20)])
def test_a_bomb_with_a_header_is_refused_while_it_is_read(
    radiologist: FlaskClient, files: dict[str, Path], claimed: tuple[int, int, int]
) -> None:
    header = nibabel.Nifti1Header()
    header.set_data_dtype(np.float64)
    header.set_data_shape(claimed)
    header.set_sform(np.eye(4), code=1)
    header["vox_offset"] = 352
    bomb = io.BytesIO()
    with gzip.GzipFile(fileobj=bomb, mode="wb", compresslevel=1) as file:
        file.write(header.binaryblock + bytes(4))
        for _ in range(64):
            file.write(b"\x01" * (1 << 20))

    reply = post_study(radiologist, {**files, "t2": bomb.getvalue()})

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == ["t2"]
    assert "8 MiB" in reply.json["errors"][0]["message"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda image: made(values(image)[:, :, :-1], image.affine), "T2 has 35 axial slices, FLAIR has 36"),
        (lambda image: made(values(image)[1:], image.affine), "T2 has 39 sagittal slices, FLAIR has 40"),
        (scaled(1.5), "1.5"),
        (shifted, "2 mm"),
    ],
)
def test_grids_that_differ_are_named_in_words(
    radiologist: FlaskClient, files: dict[str, Path], change: Change, words: str
) -> None:
    reply = post_study(radiologist, {**files, "t2": packed(change(nibabel.Nifti1Image.from_filename(files["t2"])))})

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == ["t2"]
    assert words in reply.json["detail"]


def test_the_same_file_twice_is_refused(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    reply = post_study(radiologist, {**files, "t1ce": files["t1"]})

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == ["t1ce"]
    assert "T1ce is the same file as T1" in reply.json["detail"]


def test_no_volume_at_all_is_refused(radiologist: FlaskClient) -> None:
    reply = post_study(radiologist, {})

    assert reply.status_code == 422
    message = "Choose at least one volume: FLAIR, T1, T1ce or T2."
    assert (reply.json["detail"], reply.json["errors"]) == (message, [{"field": "files", "message": message}])


def test_the_volumes_that_there_are_must_lie_on_one_grid(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    moved = packed(shifted(nibabel.Nifti1Image.from_filename(files["t2"])))
    reply = post_study(radiologist, {"t1": files["t1"], "t2": moved})

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == ["t2"]
    assert "T2 lies 2 mm away from T1" in reply.json["detail"]


def test_a_bad_file_is_not_taken_for_a_missing_one(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    reply = post_study(radiologist, {"t1": files["t1"], "t1ce": b"PK" * 300})

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == ["t1ce"]
