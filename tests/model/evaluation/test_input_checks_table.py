from __future__ import annotations

import dataclasses

from model.evaluation.input_checks_table import input_checks_table
from model.inference.checks.reference import read_reference
from model.tasks.card import TaskCard


def test_shows_of_how_many_cases_each_kind_of_input_was_judged_right(brain_tumour: TaskCard) -> None:
    reference = read_reference(brain_tumour.id)
    assert reference is not None
    measured = {
        "train": {"good study": {"right": 3, "cases": 4}, "noise": {"right": 1, "cases": 1}},
        "validation": {"good study": {"right": 2, "cases": 2}},
    }
    lines = input_checks_table(dataclasses.replace(reference, cases=4, measured=measured))
    assert "compared with 4 training cases" in lines[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[2:]]
    assert rows[0] == ["input", "training cases, each left out", "validation cases"]
    assert rows[2:] == [["good study", "3 of 4", "2 of 2"], ["noise", "1 of 1", ""]]


def test_says_where_nothing_is_checked_or_known(brain_tumour: TaskCard) -> None:
    assert "No input is checked" in input_checks_table(None)[0]
    reference = read_reference(brain_tumour.id)
    assert reference is not None
    (line,) = input_checks_table(dataclasses.replace(reference, measured={}))
    assert "not measured" in line
