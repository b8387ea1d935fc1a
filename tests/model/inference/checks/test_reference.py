from __future__ import annotations

import json
from pathlib import Path

import pytest

from model.inference.checks import reference as module
from model.inference.checks.reference import FOLDER, read_reference
from model.tasks.card import TaskCard


def test_the_task_that_ships_has_one_that_says_how_good_it_is(brain_tumour: TaskCard) -> None:
    reference = read_reference(brain_tumour.id)
    assert reference is not None
    assert reference.channels == brain_tumour.channel_ids
    assert reference.margin > 0
    for part in ("train", "validation"):
        rates = reference.measured[part]
        assert {"good study", "good study without t1ce", "flair and t2 swapped"} <= set(rates)
        assert all(0 <= rate["right"] <= rate["cases"] for rate in rates.values())


@pytest.mark.parametrize("part", ["train", "validation"])
def test_good_studies_were_rarely_accused_and_swaps_of_unlike_modalities_mostly_named(
    brain_tumour: TaskCard, part: str
) -> None:
    reference = read_reference(brain_tumour.id)
    assert reference is not None

    def share(name: str) -> float:
        rate = reference.measured[part][name]
        return float(rate["right"] / rate["cases"])

    assert share("good study") >= 0.9
    for name in ("flair and t1 swapped", "flair and t2 swapped", "t1 and t2 swapped", "t1ce and t2 swapped"):
        assert share(name) >= 0.85


def test_a_task_without_one_is_not_checked() -> None:
    assert read_reference("no-such-task") is None


def test_comes_back_as_it_was_written(brain_tumour: TaskCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = read_reference(brain_tumour.id)
    assert reference is not None
    reference.write(tmp_path / "copy.json")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    again = read_reference("copy")
    assert again is not None
    shipped = json.loads((FOLDER / f"{brain_tumour.id}.json").read_text(encoding="utf-8"))
    assert json.loads((tmp_path / "copy.json").read_text(encoding="utf-8")) == shipped
    assert (again.ranges, again.margin, again.measured) == (reference.ranges, reference.margin, reference.measured)
