"""The server's slice layout against the cases that the browser's is tested against too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.volumes import AXES, edge_letters, pixel_spacing, slice_count, take_slice

SHARED = Path(__file__).parents[2] / "shared" / "slice-layout.json"
LAYOUT = json.loads(SHARED.read_text())
RADIOLOGICAL = [case for case in LAYOUT["cases"] if case["convention"] == "radiological"]
NEUROLOGICAL = [case for case in LAYOUT["cases"] if case["convention"] == "neurological"]


def cut(case: dict[str, Any], mark: dict[str, Any]) -> np.ndarray:
    """Cut the marked slice of a volume in which one voxel is bright."""
    volume = np.zeros(LAYOUT["shape"], dtype=np.uint8)
    volume[tuple(mark["voxel"])] = 1
    return take_slice(volume, case["axis"], mark["index"])


def test_every_axis_is_described_in_both_conventions() -> None:
    assert sorted(case["axis"] for case in RADIOLOGICAL) == sorted(AXES)
    assert sorted(case["axis"] for case in NEUROLOGICAL) == sorted(AXES)


@pytest.mark.parametrize("case", RADIOLOGICAL, ids=lambda case: case["axis"])
def test_marked_voxels_are_shown_where_the_shared_cases_say(case: dict[str, Any]) -> None:
    for mark in case["marks"]:
        bright = np.argwhere(cut(case, mark))
        assert bright.tolist() == [[mark["row"], mark["column"]]]


@pytest.mark.parametrize("case", NEUROLOGICAL, ids=lambda case: case["axis"])
def test_the_neurological_view_is_the_servers_slice_with_left_and_right_exchanged(case: dict[str, Any]) -> None:
    letters = edge_letters(case["axis"])
    mirrored = {letters.left, letters.right} == {"L", "R"}
    for mark in case["marks"]:
        shown = cut(case, mark)
        bright = np.argwhere(np.fliplr(shown) if mirrored else shown)
        assert bright.tolist() == [[mark["row"], mark["column"]]]
    sides = (letters.right, letters.left) if mirrored else (letters.left, letters.right)
    assert (case["letters"]["left"], case["letters"]["right"]) == sides


@pytest.mark.parametrize("case", RADIOLOGICAL, ids=lambda case: case["axis"])
def test_sizes_and_letters_are_those_of_the_shared_cases(case: dict[str, Any]) -> None:
    axis = case["axis"]

    assert slice_count(LAYOUT["shape"], axis) == case["count"]
    assert take_slice(np.zeros(LAYOUT["shape"]), axis, 0).shape == (case["rows"], case["columns"])
    assert pixel_spacing(LAYOUT["spacing"], axis) == (case["mm_between_rows"], case["mm_between_columns"])
    assert edge_letters(axis)._asdict() == case["letters"]
