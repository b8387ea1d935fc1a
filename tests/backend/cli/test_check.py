"""`neuroslice check`."""

from __future__ import annotations

from pathlib import Path

from tests.backend.cli.conftest import Run, audited

ORPHAN = "ab" + "0" * 62


def put_orphan(data_dir: Path) -> Path:
    folder = data_dir / "store" / "ab"
    folder.mkdir(parents=True)
    path = folder / ORPHAN
    path.write_bytes(b"nobody's")
    return path


def test_an_installation_without_studies_is_whole(run: Run) -> None:
    result = run("check")

    assert result.returncode == 0
    assert result.stdout == ""
    assert "nothing wrong" in result.stderr


def test_what_is_wrong_is_named_one_to_a_line_and_in_the_status(run: Run, tmp_path: Path) -> None:
    orphan = put_orphan(tmp_path / "data")

    result = run("check", "--safe-age", "0")

    assert (result.returncode, result.stdout) == (1, f"orphaned: {ORPHAN}\n")
    assert orphan.exists()


def test_collecting_removes_it(run: Run, tmp_path: Path) -> None:
    orphan = put_orphan(tmp_path / "data")

    result = run("check", "--collect", "--safe-age", "0")

    assert result.returncode == 0
    assert "Removed 1 files" in result.stderr
    assert not orphan.exists()
    assert audited(tmp_path / "data") == [("store.collect", "begun"), ("store.collect", "done")]


def test_the_age_must_be_a_number_of_hours(run: Run) -> None:
    result = run("check", "--safe-age", "-1")

    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
