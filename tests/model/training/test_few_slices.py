from __future__ import annotations

from pathlib import Path

import pytest

from model.data.annotated_slices import AnnotatedSlices
from model.data.case import Case
from model.training.few_slices import MODES, SlicesRun, plan_runs
from model.training.few_slices_table import MeasuredRun, draw_slices_curve, few_slices_tables

SHAPE = (8, 8, 8)
CASES = {name: (Case(name=name, channels={}, labels=None), SHAPE) for name in ("a", "b")}


def _plan(**options: object) -> tuple[SlicesRun, ...]:
    values = {"modes": MODES, "counts": [1, 2], "axes": ("axial",), "placings": 1, "cache": Path("cache"), **options}
    return plan_runs(**{"cases": CASES, **values})  # type: ignore[arg-type]


def test_however_many_slices_are_shown_the_same_voxels_are_measured() -> None:
    one, two = (run for run in _plan(modes=["semi-automatic"]) if run.part == "a")
    assert [case.annotated for run in (one, two) for case in run.source.shown] == [
        AnnotatedSlices(axial=(4,)),
        AnnotatedSlices(axial=(2, 6)),
    ]
    assert [each.shown for run in (one, two) for each in run.source.held_back.values()] == [
        AnnotatedSlices(axial=(2, 4, 6))
    ] * 2
    assert (one.share, two.share) == (1 / 8, 2 / 8)


def test_slices_of_other_placings_lie_elsewhere() -> None:
    runs = [run for run in _plan(modes=["semi-automatic"], counts=[1], placings=2) if run.part.startswith("a")]
    assert [run.part for run in runs] == ["a-S1", "a-S2"]
    assert [run.source.shown[0].annotated for run in runs] == [AnnotatedSlices(axial=(2,)), AnnotatedSlices(axial=(6,))]


def test_an_automatic_run_measures_the_whole_of_a_volume_it_does_not_learn_from() -> None:
    runs = _plan(modes=["automatic"], counts=[1])
    assert [(run.split.train, run.split.val) for run in runs] == [(("b",), ("a",)), (("a",), ("b",))]
    assert [each.shown for run in runs for each in run.source.held_back.values()] == [None, None]


def test_an_automatic_run_needs_two_volumes() -> None:
    with pytest.raises(ValueError, match="give two"):
        _plan(cases={"a": CASES["a"]})


def test_every_run_has_a_name_of_its_own_and_keeps_its_slices() -> None:
    runs = _plan(placings=2)
    assert len({run.key for run in runs}) == len(runs)
    assert runs[0].source.facts["annotated"] == {"a": "axial:2"}


def _run(network: str, count: int, part: str, iou: float) -> MeasuredRun:
    return MeasuredRun(mode="semi-automatic", network=network, count=count, part=part, share=count / 10, iou=iou)


def test_tables_have_a_line_for_each_volume_and_for_each_number_of_slices() -> None:
    runs = [_run("3D", 1, "a", 0.2), _run("3D", 2, "a", 0.4), _run("3D", 2, "b", 0.6), _run("2D", 2, "a", 0.3)]
    lines = few_slices_tables(runs).splitlines()
    assert {"| measured on | 3D | 2D |", "| a | 0.400 | 0.300 |", "| b | 0.600 | – |", "| mean | 0.500 | 0.300 |"} <= {
        *lines
    }
    assert {"| 1 | 10.00% | 0.200 | – |", "| 2 | 20.00% | 0.500 | 0.300 |"} <= {*lines}
    assert not any("Automatic, a volume" in line for line in lines)


def test_the_curve_is_drawn_once_there_is_something_to_draw(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    path = tmp_path / "curve.png"
    assert not draw_slices_curve([], path=path)
    assert draw_slices_curve([_run("3D", 1, "a", 0.2), _run("3D", 2, "a", 0.4), _run("2D", 2, "a", 0.3)], path=path)
    assert path.read_bytes().startswith(b"\x89PNG")
