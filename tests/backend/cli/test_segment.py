"""`neuroslice segment`: what it refuses. What it makes is compared with the worker's mask in the tests of workers."""

from __future__ import annotations

from pathlib import Path

import nibabel
import numpy as np
import pytest

from tests.backend.cli.conftest import Run


def complaint(run: Run, files: dict[str, Path], output: Path) -> str:
    """Run the command, which must fail; give its one line."""
    options = [part for channel, path in files.items() for part in (f"--{channel}", str(path))]
    result = run("segment", *options, "-o", str(output))
    assert result.returncode != 0
    (line,) = result.stderr.strip().splitlines()
    return line


def test_no_volume_at_all_is_refused(tmp_path: Path, run: Run) -> None:
    assert "Give at least one volume: --flair --t1 --t1ce --t2" in complaint(run, {}, tmp_path / "mask.nii.gz")


def test_a_file_that_is_not_there_is_named(files: dict[str, Path], tmp_path: Path, run: Run) -> None:
    assert "gone.nii.gz" in complaint(run, files | {"t2": tmp_path / "gone.nii.gz"}, tmp_path / "mask.nii.gz")


def test_everything_that_is_wrong_is_said_in_one_line(files: dict[str, Path], tmp_path: Path, run: Run) -> None:
    short = tmp_path / "short.nii.gz"
    image = nibabel.Nifti1Image.from_filename(files["t2"])
    nibabel.save(nibabel.Nifti1Image(np.asarray(image.dataobj)[:, :, :-1], image.affine), short)

    line = complaint(run, files | {"t1ce": files["t1"], "t2": short}, tmp_path / "mask.nii.gz")

    assert "T1ce is the same file as T1" in line
    assert "T2 has 35 axial slices, FLAIR has 36" in line
    assert not (tmp_path / "mask.nii.gz").exists()


def test_what_is_no_volume_is_refused(files: dict[str, Path], tmp_path: Path, run: Run) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG" * 100)

    assert complaint(run, files | {"flair": picture}, tmp_path / "mask.nii.gz").startswith("neuroslice: picture.png: ")


@pytest.mark.parametrize("output", ["mask.png", "mask", "nowhere/mask.nii.gz"])
def test_a_place_for_the_mask_that_makes_no_sense_is_refused_before_any_work(
    files: dict[str, Path], tmp_path: Path, run: Run, output: str
) -> None:
    assert complaint(run, files, tmp_path / output)
