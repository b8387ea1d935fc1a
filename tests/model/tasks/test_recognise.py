import pytest

from model.tasks import get_task, recognise_channel, recognise_files

TASK = get_task("brain-tumour")


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        ("BraTS2021_00002_flair.nii.gz", "flair"),
        ("BraTS-SSA-00010-000-t2f.nii.gz", "flair"),
        ("T2-FLAIR.nii", "flair"),
        ("sub-01_T2_FLAIR.nii.gz", "flair"),
        ("patient t2flair.nii", "flair"),
        ("BraTS2021_00002_t1.nii.gz", "t1"),
        ("BraTS-SSA-00010-000-t1n.nii.gz", "t1"),
        ("sub-01_T1w.nii.gz", "t1"),
        ("t1-pre.nii.gz", "t1"),
        ("BraTS2021_00002_t1ce.nii.gz", "t1ce"),
        ("BraTS-SSA-00010-000-t1c.nii.gz", "t1ce"),
        ("case_t1gd.nii", "t1ce"),
        ("case_T1-Gd.nii", "t1ce"),
        ("case_t1_ce.nii", "t1ce"),
        ("T1post.nii.gz", "t1ce"),
        ("T1_post.nii.gz", "t1ce"),
        ("t1km.nii.gz", "t1ce"),
        ("sub-01_ce-gd_T1w.nii.gz", "t1ce"),
        ("BraTS2021_00002_t2.nii.gz", "t2"),
        ("BraTS-SSA-00010-000-t2w.nii.gz", "t2"),
    ],
)
def test_usual_names_are_recognised(name: str, channel: str) -> None:
    assert recognise_channel(name, task=TASK) == channel


@pytest.mark.parametrize("name", ["BraTS2021_00002_seg.nii.gz", "scan.nii.gz", "t1000.nii.gz", ".nii.gz", ""])
def test_other_names_are_left_to_the_user(name: str) -> None:
    assert recognise_channel(name, task=TASK) is None


def test_the_longest_run_wins_wherever_it_stands() -> None:
    assert recognise_channel("t1_ce_to_t2.nii.gz", task=TASK) == "t1ce"


def test_among_equals_the_last_in_the_name_wins() -> None:
    assert recognise_channel("t1_registered_to_t2.nii.gz", task=TASK) == "t2"


def test_a_case_is_sorted_into_its_channels() -> None:
    names = [f"case_{end}.nii.gz" for end in ("seg", "t2", "t1ce", "t1", "flair")]

    assert recognise_files(names, task=TASK) == {
        channel: f"case_{channel}.nii.gz" for channel in ("flair", "t1", "t1ce", "t2")
    }


def test_two_files_for_one_channel_are_left_to_the_user() -> None:
    assert recognise_files(["a_t1.nii", "b_t1.nii", "a_t2.nii"], task=TASK) == {"t2": "a_t2.nii"}
