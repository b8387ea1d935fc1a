from __future__ import annotations

from pathlib import Path

from PIL import Image

from model.data.case import Case
from model.evaluation.evaluate_model import evaluate_model
from model.evaluation.pictures import chosen_cases, write_pictures
from model.tasks.card import TaskCard
from tests.model.evaluation.conftest import Expert, make_result


def test_the_best_the_median_and_the_worst_are_chosen_by_mean_dice(brain_tumour: TaskCard) -> None:
    results = [make_result(name, dice, task=brain_tumour) for name, dice in zip("abcde", (3, 1, 5, 2, 4), strict=True)]
    assert {rank: result.name for rank, result in chosen_cases(results).items()} == {
        "best": "c",
        "worst": "b",
        "median": "a",
    }


def test_no_case_is_shown_twice(brain_tumour: TaskCard) -> None:
    one, other = make_result("a", 0.5, task=brain_tumour), make_result("b", 0.7, task=brain_tumour)
    assert {rank: result.name for rank, result in chosen_cases([one, other]).items()} == {"best": "b", "worst": "a"}
    assert list(chosen_cases([one])) == ["best"]


def test_pictures_of_cases_and_reliability_are_drawn(
    phantom_cases: tuple[Case, ...], expert: Expert, brain_tumour: TaskCard, tmp_path: Path
) -> None:
    masks = tmp_path / "masks"
    model = evaluate_model(expert, cases=phantom_cases, task=brain_tumour, name="expert", masks=masks)
    paths = write_pictures(model, cases=phantom_cases, masks=masks, folder=tmp_path, task=brain_tumour)
    assert [path.name for path in paths] == ["best.png", "worst.png", "median.png", "reliability.png"]
    for path in paths:
        with Image.open(path) as picture:
            assert min(picture.size) > 300
