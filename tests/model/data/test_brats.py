from __future__ import annotations

from pathlib import Path

import pytest

from model.data.brats import parse_name
from model.data.readers import find_cases


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Brats17_CBICA_AAB_1_t1ce.nii.gz", ("Brats17_CBICA_AAB_1", "t1ce")),
        ("Brats18_TCIA05_396_1_seg.nii.gz", ("Brats18_TCIA05_396_1", "seg")),
        ("BraTS19_2013_2_1_flair.nii.gz", ("BraTS19_2013_2_1", "flair")),
        ("BraTS20_Training_002_t1ce.nii.gz", ("BraTS20_Training_002", "t1ce")),
        ("BraTS20_Training_002_t1.nii", ("BraTS20_Training_002", "t1")),
        ("BraTS2021_00000_flair.nii.gz", ("BraTS2021_00000", "flair")),
        ("BraTS-SSA-00010-000-t2f.nii.gz", ("BraTS-SSA-00010-000", "flair")),
        ("BraTS-GLI-00001-000-t1n.nii.gz", ("BraTS-GLI-00001-000", "t1")),
        ("BraTS-GLI-00001-000-t1c.nii.gz", ("BraTS-GLI-00001-000", "t1ce")),
        ("BraTS-GLI-00001-000-t2w.nii.gz", ("BraTS-GLI-00001-000", "t2")),
        ("BraTS-GLI-00001-000-seg.nii.gz", ("BraTS-GLI-00001-000", "seg")),
        ("BraTS-GLI-02405-100-t2w.nii.gz", ("BraTS-GLI-02405-100", "t2")),
        ("TCGA-02-0006_1996.08.23_t1Gd.nii.gz", ("TCGA-02-0006_1996.08.23", "t1ce")),
        ("TCGA-02-0006_GlistrBoost_ManuallyCorrected.nii.gz", ("TCGA-02-0006", "seg")),
        ("notes.txt", None),
        ("brain_mask.nii.gz", None),
    ],
)
def test_reads_the_names_of_every_edition(name: str, expected: tuple[str, str] | None) -> None:
    assert parse_name(name) == expected


def touch(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).touch()


def test_finds_cases_of_both_namings_at_any_depth(tmp_path: Path) -> None:
    touch(tmp_path / "a" / "one", *(f"one_{part}.nii.gz" for part in ("flair", "t1", "t1ce", "t2", "seg")))
    touch(tmp_path / "two", *(f"two-{part}.nii.gz" for part in ("t2f", "t1n", "t1c", "t2w")))
    one, two = find_cases(tmp_path)
    assert (one.name, two.name) == ("one", "two")
    assert one.labels == tmp_path / "a" / "one" / "one_seg.nii.gz"
    assert two.labels is None
    assert two.channels["flair"] == tmp_path / "two" / "two-t2f.nii.gz"


def test_a_mask_with_a_name_of_its_own_is_that_of_the_only_case_in_its_folder(tmp_path: Path) -> None:
    parts = ("flair", "t1", "t1ce", "t2")
    alone = tmp_path / "BraTS20_Training_355"
    touch(alone, *(f"BraTS20_Training_355_{part}.nii" for part in parts), "W39_1998.09.19_Segm.nii")
    (case,) = find_cases(tmp_path)
    assert (case.name, case.labels) == ("BraTS20_Training_355", alone / "W39_1998.09.19_Segm.nii")

    touch(alone, *(f"BraTS20_Training_356_{part}.nii" for part in parts))
    assert [case.labels for case in find_cases(tmp_path)] == [None, None]


def test_leaves_out_a_case_that_lacks_a_modality(tmp_path: Path) -> None:
    touch(tmp_path, *(f"one_{part}.nii.gz" for part in ("flair", "t1", "t1ce", "t2")), "two_flair.nii.gz")
    assert [case.name for case in find_cases(tmp_path)] == ["one"]


def test_refuses_two_cases_of_one_name(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        touch(tmp_path / folder, *(f"one_{part}.nii.gz" for part in ("flair", "t1", "t1ce", "t2")))
    with pytest.raises(ValueError, match="both named one"):
        find_cases(tmp_path)


def test_refuses_a_folder_without_cases(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="must hold cases"):
        find_cases(tmp_path)
    with pytest.raises(ValueError, match="existing folder"):
        find_cases(tmp_path / "nowhere")
