"""Trainings in processes of their own, which can be killed and can have another backend."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from model.data.case import Case
from model.tasks.card import TaskCard
from model.training.dataset import prepare_cases

ROOT = Path(__file__).parents[3]
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture(scope="session")
def prepared(
    phantom_cases: tuple[Case, ...], tiny_task: TaskCard, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, ...]:
    """Give two prepared cases."""
    return prepare_cases(phantom_cases[:2], task=tiny_task, cache=tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def start(prepared: tuple[Path, ...]) -> Start:
    """Give a way to start a training: `start(folder, steps=…, environment={…})`."""

    def start_(folder: Path, *, environment: Mapping[str, str] | None = None, **specification: Any) -> Any:
        folder.parent.mkdir(parents=True, exist_ok=True)
        path = folder.with_suffix(".json")
        whole = {"folder": str(folder), "prepared": [str(each) for each in prepared], **specification}
        path.write_text(json.dumps(whole), encoding="utf-8")
        return subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("tiny_run.py")), str(path)],
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "TF_CPP_MIN_LOG_LEVEL": "3",
                # One thread adds in one order, so that runs can be compared bit for bit.
                "TF_NUM_INTRAOP_THREADS": "1",
                "TF_NUM_INTEROP_THREADS": "1",
                **(environment or {}),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start_


def finish(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Wait for a training to end well, and return what it printed."""
    output, errors = process.communicate()
    assert process.returncode == 0, errors[-4000:]
    printed: dict[str, Any] = json.loads(output.strip().splitlines()[-1])
    return printed
