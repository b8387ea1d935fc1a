from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.data.brats_mha import find_mha_cases, parse_mha_name
from model.tasks.card import TaskCard

SimpleITK = pytest.importorskip("SimpleITK")


def _write(patient: Path, *, names: dict[str, str], nested: bool = True) -> None:
    """Write a case whose mask holds every label, and whose channels are told apart by their values."""
    for index, stem in enumerate(names.values()):
        array = np.full((3, 4, 5), 0 if "OT" in stem else index + 1, np.int16)
        if "OT" in stem:
            array[0, 0] = [0, 1, 2, 3, 4]
        target = patient / stem if nested else patient
        target.mkdir(parents=True, exist_ok=True)
        SimpleITK.WriteImage(SimpleITK.GetImageFromArray(array), str(target / f"{stem}.{600 + index}.mha"))


OF_2013 = {
    "flair": "VSD.Brain.XX.O.MR_Flair",
    "t1": "VSD.Brain.XX.O.MR_T1",
    "t1ce": "VSD.Brain.XX.O.MR_T1c",
    "t2": "VSD.Brain.XX.O.MR_T2",
    "seg": "VSD.Brain_3more.XX.XX.OT",
}
OF_2015 = {**{key: f"{name}.54{index}" for index, (key, name) in enumerate(OF_2013.items())}}


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        ("VSD.Brain.XX.O.MR_Flair.684.mha", "flair"),
        ("VSD.Brain.XX.O.MR_T1.685.mha", "t1"),
        ("VSD.Brain.XX.O.MR_T1c.686.mha", "t1ce"),
        ("VSD.Brain.XX.O.MR_T2.687.mha", "t2"),
        ("VSD.Brain_3more.XX.XX.OT.6560.mha", "seg"),
        ("VSD.Brain_3more.XX.O.OT.54517.mha", "seg"),
        ("VSD.Brain_1more.XX.XX.OT.6560.nii", None),
        ("SimBRATS_HG0001_FLAIR.mha", None),
    ],
)
def test_reads_the_names_of_2013_to_2015(name: str, channel: str | None) -> None:
    assert parse_mha_name(name) == channel


@pytest.mark.parametrize("names", [OF_2013, OF_2015])
@pytest.mark.parametrize("nested", [True, False])
def test_reads_channels_and_labels(tmp_path: Path, brain_tumour: TaskCard, names: dict[str, str], nested: bool) -> None:
    _write(tmp_path / "HG" / "0001", names=names, nested=nested)
    (case,) = find_mha_cases(tmp_path)
    assert case.name == "HG_0001"
    volumes = case.read_channels(brain_tumour.channel_ids)
    assert [float(volume.data[0, 0, 0]) for volume in volumes.values()] == [1, 2, 3, 4]
    labels = case.read_labels(task=brain_tumour).data
    # The file's first axis runs left, its second posterior; canonical axes run right and anterior.
    assert labels[::-1, -1, 0].tolist() == [0, 1, 2, 1, 4]


def test_high_and_low_grade_may_share_numbers(tmp_path: Path) -> None:
    for grade in ("HGG", "LGG"):
        _write(tmp_path / grade / "brats_2013_pat0001_1", names=OF_2015)
    assert [case.name for case in find_mha_cases(tmp_path)] == ["HGG_brats_2013_pat0001_1", "LGG_brats_2013_pat0001_1"]


def test_leaves_out_an_incomplete_case_and_refuses_two_files_for_a_channel(tmp_path: Path) -> None:
    _write(tmp_path / "HG" / "0001", names={"flair": OF_2013["flair"]})
    assert find_mha_cases(tmp_path) == ()
    _write(tmp_path / "HG" / "0001", names={"seg": OF_2013["seg"], "flair": OF_2013["flair"]})
    with pytest.raises(ValueError, match="two files for flair"):
        find_mha_cases(tmp_path)
