"""The same training on every backend that is installed, on one device and on two."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from model.training.final_weights import read_final_weights
from model.training.replicas import find_replicas
from model.training.run_folder import RunFolder
from tests.model.training.conftest import Start, finish


def _needs(backend: str) -> None:
    if importlib.util.find_spec(backend) is None:
        pytest.skip(f"{backend} is not installed")


@pytest.mark.parametrize("backend", ["tensorflow", "jax", "torch"])
def test_trains_on_a_backend_and_needs_tensorflow_for_its_own_alone(start: Start, tmp_path: Path, backend: str) -> None:
    _needs(backend)
    run = RunFolder(tmp_path / "run")
    printed = finish(start(run.path, steps=10, workers=2, environment={"KERAS_BACKEND": backend}))
    assert printed["backend"] == backend
    assert ("tensorflow" in printed["imported"]) == (backend == "tensorflow")
    (loss,) = [event["loss"] for event in run.events() if "loss" in event]
    assert 0.0 < loss < 3.0
    final = read_final_weights(run)
    assert (final.step, final.recalibrated) == (10, 2)
    assert all(np.isfinite(value).all() for value in final.values)
    assert set((run.read_scores() or {})["case"]) == {"WT", "TC", "ET"}


def test_two_devices_of_jax_learn_what_one_learns(start: Start, tmp_path: Path) -> None:
    _needs("jax")
    environment = {"KERAS_BACKEND": "jax", "XLA_FLAGS": "--xla_force_host_platform_device_count=2"}
    one = start(tmp_path / "one", steps=3, environment=environment)
    two = start(tmp_path / "two", steps=3, devices=2, environment=environment)
    finish(one)
    finish(two)
    first, second = (read_final_weights(RunFolder(tmp_path / name)).values for name in ("one", "two"))
    for alone, shared in zip(first, second, strict=True):
        np.testing.assert_allclose(shared, alone, rtol=0.01, atol=0.005)


def test_two_devices_of_tensorflow_learn_together(start: Start, tmp_path: Path) -> None:
    environment = {"KERAS_BACKEND": "tensorflow"}
    finish(start(tmp_path / "two", steps=10, devices=2, logical_cpus=2, environment=environment))
    run = RunFolder(tmp_path / "two")
    (loss,) = [event["loss"] for event in run.events() if "loss" in event]
    assert 0.0 < loss < 3.0
    assert all(np.isfinite(value).all() for value in read_final_weights(run).values)


def test_pytorch_refuses_several_devices_in_one_line(start: Start, tmp_path: Path) -> None:
    _needs("torch")
    process = start(tmp_path / "run", steps=3, devices=2, environment={"KERAS_BACKEND": "torch"})
    _, errors = process.communicate()
    assert process.returncode == 1
    assert "needs KERAS_BACKEND=jax or tensorflow. Received: torch" in errors


def test_refuses_more_devices_than_there_are_and_a_batch_that_cannot_be_shared_out() -> None:
    with pytest.raises(ValueError, match="number of devices here"):
        find_replicas(64, batch_size=64)
    with pytest.raises(ValueError, match="multiple of the devices, 2"):
        find_replicas(2, batch_size=3)
