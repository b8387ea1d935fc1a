"""Networks whose answer is known, measured where nothing was shown."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import keras
import numpy as np
import pytest

from model.data.annotated_slices import AnnotatedSlices
from model.data.readers import find_cases
from model.tasks.registry import get_task
from model.training.held_back import HeldBack, HeldBackJudge
from tests.support.sliced_volumes import SHAPE, write_volume

TASK = get_task("volume-sparse")


def _says(value: float) -> keras.Model:
    """Give a network whose logit is the same everywhere."""
    inputs = keras.Input((None, None, None, 2))
    layer = keras.layers.Conv3D(1, 1)
    network = keras.Model(inputs, layer(inputs))
    layer.set_weights([np.zeros((1, 1, 1, 2, 1), np.float32), np.array([value], np.float32)])
    return network


def _measure(volume: HeldBack, *, logit: float) -> float:
    judge = HeldBackJudge(volumes={"a": volume}, task=TASK, usual_shape=SHAPE)
    return judge(_says(logit))["a"]["STRUCTURE"]


def test_measures_the_annotated_voxels_that_were_not_shown(tmp_path: Path) -> None:
    ball = write_volume(tmp_path, name="a", seed=1)
    (case,) = find_cases(tmp_path, task="volume-sparse")
    shown = AnnotatedSlices(axial=tuple(range(8)))
    # Everything is said to be structure: the share of it in what is measured is the intersection over the union.
    assert _measure(HeldBack(case=case), logit=20.0) == pytest.approx(ball.mean())
    assert _measure(HeldBack(case=case, shown=shown), logit=20.0) == pytest.approx(ball[..., 8:].mean())
    drawn = dataclasses.replace(case, annotated=AnnotatedSlices(axial=(4, 9)))
    assert _measure(HeldBack(case=drawn, shown=shown), logit=20.0) == pytest.approx(ball[..., 9].mean())
    assert _measure(HeldBack(case=drawn, shown=shown), logit=-20.0) == 0.0


def test_refuses_a_volume_of_which_everything_is_shown(tmp_path: Path) -> None:
    write_volume(tmp_path, name="a", seed=1, slices="axial: [4]\n")
    (case,) = find_cases(tmp_path, task="volume-sparse")
    with pytest.raises(ValueError, match="hold some back"):
        _measure(HeldBack(case=case, shown=AnnotatedSlices(axial=(4,))), logit=0.0)
