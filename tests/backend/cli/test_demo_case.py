"""`neuroslice demo-case`."""

from __future__ import annotations

from pathlib import Path

from tests.backend.cli.conftest import Run


def test_the_case_is_written_and_its_files_are_named(run: Run, tmp_path: Path) -> None:
    result = run("demo-case", str(tmp_path / "new"), "--shape", "24", "28", "20")

    assert result.returncode == 0

    names = {f"demo_{each}.nii.gz" for each in ("flair", "t1", "t1ce", "t2", "seg")}
    assert {path.name for path in (tmp_path / "new").iterdir()} == names
    assert {Path(line).name for line in result.stdout.split()} == names


def test_the_same_case_has_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        run("demo-case", str(tmp_path / folder), "--shape", "24", "28", "20")

    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_a_shape_that_is_too_small_is_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    result = run("demo-case", str(tmp_path), "--shape", "2", "2", "2")

    assert result.returncode != 0
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_folder_that_is_a_file_is_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    result = run("demo-case", str(tmp_path / "file"))

    assert result.returncode != 0
    assert len(result.stderr.strip().splitlines()) == 1
