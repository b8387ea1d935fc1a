"""What a card says of the machine that its weights were made on."""

from __future__ import annotations

import importlib.util
import os
import platform
import subprocess
import sys

import pytest

from model.training.hardware import hardware


def _printed(code: str, **environment: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", **environment},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr[-2000:]
    return result.stdout.strip()


def test_names_the_processor() -> None:
    assert platform.machine() in hardware()


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system binds no process to a core")
def test_counts_the_cores_that_the_process_may_use_and_not_those_of_the_machine() -> None:
    code = (
        "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); "
        "from model.training.hardware import hardware; print(hardware())"
    )
    assert _printed(code).endswith(", 1 core")


@pytest.mark.parametrize("backend", ["tensorflow", "jax", "torch"])
def test_names_the_backend_and_its_devices_and_imports_no_other_one(backend: str) -> None:
    if importlib.util.find_spec(backend) is None:
        pytest.skip(f"{backend} is not installed")
    others = "', '".join({"tensorflow", "jax", "torch"} - {backend})
    code = (
        "import sys; "
        # As where they are not installed: Keras looks for them by itself.
        f"sys.modules.update(dict.fromkeys(['{others}'])); "
        "from model.training.hardware import devices; print(devices())"
    )
    name, _, devices = _printed(code, KERAS_BACKEND=backend).splitlines()[-1].partition(" on ")
    assert name == backend
    assert devices
