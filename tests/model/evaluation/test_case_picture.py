from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from model.evaluation.case_picture import largest_slice, window, write_case_picture
from model.evaluation.evaluate_case import measure_case
from model.evaluation.study import Study
from model.tasks.card import TaskCard


def _draw(study: Study, labels: np.ndarray, *, task: TaskCard, path: Path) -> np.ndarray:
    result = measure_case(study, labels, task=task, seconds=1.0)
    write_case_picture(study, labels, result=result, title="Worst", task=task, path=path)
    return np.asarray(Image.open(path).convert("RGB")).astype(int)


def _like(picture: np.ndarray, colour: str) -> np.ndarray:
    """Find the pixels close to a colour."""
    wanted = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    found: np.ndarray = np.abs(picture - wanted).max(axis=-1) < 40
    return found


def test_the_expert_is_above_the_prediction(study: Study, brain_tumour: TaskCard, tmp_path: Path) -> None:
    nothing = np.zeros_like(study.truth.data)
    both = _draw(study, study.truth.data, task=brain_tumour, path=tmp_path / "both.png")
    expert = _draw(study, nothing, task=brain_tumour, path=tmp_path / "expert.png")
    height = both.shape[0]
    outline = brain_tumour.regions[0].colour_blind_colour
    upper, lower = slice(0, height // 2), slice(height // 2, int(height * 0.93))
    assert _like(both[upper], outline).sum() > 100
    assert _like(both[lower], outline).sum() > 100
    assert _like(expert[upper], outline).sum() > 100
    assert _like(expert[lower], outline).sum() == 0


def test_the_patients_right_is_on_the_viewers_left(study: Study, brain_tumour: TaskCard, tmp_path: Path) -> None:
    # The made-up tumour lies in the right hemisphere, that is at high x.
    assert np.argwhere(study.truth.data)[:, 0].mean() > study.truth.data.shape[0] / 2
    picture = _draw(study, study.truth.data, task=brain_tumour, path=tmp_path / "sides.png")
    first_panel = picture[: picture.shape[0] // 2, : picture.shape[1] // len(brain_tumour.channels)]
    columns = np.argwhere(_like(first_panel, brain_tumour.regions[0].colour_blind_colour))[:, 1]
    assert columns.mean() < first_panel.shape[1] / 2


def test_the_slice_with_most_tumour_is_shown() -> None:
    truth, prediction = np.zeros((2, 4, 4, 6), np.uint8)
    assert largest_slice(truth, prediction) == 3
    prediction[:2, :2, 4] = 4
    assert largest_slice(truth, prediction) == 4
    truth[0, 0, 1] = 2
    assert largest_slice(truth, prediction) == 1


def test_the_window_is_that_of_the_brain() -> None:
    data = np.zeros((10, 10, 10), np.float32)
    data[:5] = np.linspace(100, 200, 500).reshape(5, 10, 10)
    low, high = window(data)
    assert (low, high) == pytest.approx((101, 199.5), abs=0.2)
    assert window(np.zeros((2, 2, 2), np.float32)) == (0.0, 1.0)
