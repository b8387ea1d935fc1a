from __future__ import annotations

from pathlib import Path

from model.data.find_files import find_files
from tests.model.data.test_brats import touch


def test_finds_the_files_of_a_name_at_any_depth_in_order(tmp_path: Path) -> None:
    touch(tmp_path / "b" / "deep", "one.nii.gz", "notes.txt")
    touch(tmp_path / "a", "two.nii")
    touch(tmp_path, "three.nii.gz")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files(tmp_path, "*.nii*")]
    assert found == ["a/two.nii", "b/deep/one.nii.gz", "three.nii.gz"]


def test_follows_links_to_folders_and_names_the_files_as_they_are_reached(tmp_path: Path) -> None:
    touch(tmp_path / "all" / "case", "one.nii.gz")
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "case").symlink_to(tmp_path / "all" / "case")
    assert find_files(tmp_path / "some", "*.nii*") == (tmp_path / "some" / "case" / "one.nii.gz",)


def test_a_link_that_leads_back_ends_nowhere(tmp_path: Path) -> None:
    touch(tmp_path / "a" / "b", "one.nii.gz")
    (tmp_path / "a" / "b" / "back").symlink_to(tmp_path / "a")
    assert find_files(tmp_path, "*.nii*") == (tmp_path / "a" / "b" / "one.nii.gz",)


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert find_files(tmp_path / "none", "*") == ()
