from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click
import pytest

from backend.cli._training.cases import read_cases
from backend.cli._training.compute_options import ComputeOptions
from backend.cli._training.data_options import DataOptions
from backend.cli._training.plan_experiment import plan_experiment
from model.tasks.registry import get_task
from model.training.experiment import Experiment
from model.training.preset import load_preset
from tests.support.cases import write_case

PRESET = load_preset("brain-tumour")


def _plan(folder: Path, *, precision: str | None = None, budget: str = "5") -> Experiment:
    for part in ("train", "val"):
        write_case(folder / "data" / part, name=f"case-{part}", seed=0)
    cases = read_cases(
        DataOptions(
            task_id="brain-tumour",
            data=folder / "data",
            prepared=None,
            splits=None,
            out=folder / "out",
            cache=None,
            cubes=None,
        )
    )
    with click.Context(click.Command("train")):
        return plan_experiment(
            cases,
            task=get_task("brain-tumour"),
            preset=PRESET,
            recipe="brain-tumour",
            budget=budget,
            recalibrate=0,
            compute=ComputeOptions(precision=precision, workers=1, devices=1),
        )


def test_a_precision_takes_the_place_of_the_recipes_and_of_nothing_else(tmp_path: Path) -> None:
    assert PRESET.precision == "float32"
    assert _plan(tmp_path).preset == PRESET
    assert _plan(tmp_path, precision="mixed_bfloat16").preset == replace(PRESET, precision="mixed_bfloat16")


def test_refuses_a_budget_that_is_neither_steps_nor_time(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="budget"):
        _plan(tmp_path, budget="a while")
