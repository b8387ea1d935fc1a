"""`neuroslice backup` and `neuroslice restore`."""

from __future__ import annotations

from pathlib import Path

from tests.backend.cli.conftest import Run, audited


def test_what_is_backed_up_is_restored_somewhere_else(run: Run, tmp_path: Path) -> None:
    run("user", "add", "Kim", "--role", "radiologist", "--password-stdin", stdin="a long phrase for this test\n")
    folder, other = tmp_path / "backup", {"NEUROSLICE_DATA_DIR": str(tmp_path / "other")}

    saved = run("backup", str(folder))
    restored = run("restore", str(folder), **other)

    assert (saved.returncode, restored.returncode) == (0, 0), saved.stderr + restored.stderr
    assert "0 volumes" in saved.stderr
    assert run("token", "add", "Kim", **other).returncode == 0


def test_that_a_copy_was_made_and_taken_in_is_in_the_log(run: Run, tmp_path: Path) -> None:
    run("backup", str(tmp_path / "backup"))
    run("restore", str(tmp_path / "backup"), NEUROSLICE_DATA_DIR=str(tmp_path / "other"))

    assert audited(tmp_path / "data") == [("backup.make", "begun"), ("backup.make", "done")]
    assert audited(tmp_path / "other") == [("backup.make", "begun"), ("backup.restore", "done")]


def test_a_folder_that_is_no_backup_is_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()

    result = run("restore", str(tmp_path / "letters"))

    assert result.returncode == 1
    assert "not a backup" in result.stderr
    assert len(result.stderr.splitlines()) == 1
