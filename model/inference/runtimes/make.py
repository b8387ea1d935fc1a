"""Make a runtime by its name."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

from model.inference.runtimes.base import Runtime
from model.inference.runtimes.spec import NetworkSpec

NAMES = ("openvino", "tensorflow")


def installed() -> list[str]:
    """Name the runtimes whose packages are installed; none of them is imported."""
    if not _is_there("keras"):
        return []
    backend = os.environ.get("KERAS_BACKEND", "tensorflow")
    needs = {"openvino": "openvino", "tensorflow": backend}
    return [name for name in NAMES if _is_there(needs[name])]


def make_runtime(name: str, *, spec: NetworkSpec, folder: Path) -> Runtime:
    """Return a runtime with its network loaded, at the precision that is fastest here.

    Args:
        name: One of `NAMES`.
        spec: The network.
        folder: Where what is exported is kept.

    Raises:
        ModelUnavailable: If its packages are missing, or the weights are missing or damaged.
        ValueError: If no runtime has this name.
    """
    # Each imports packages of half a gigabyte, so only the one that is used is imported.
    if name == "openvino":
        from model.inference.runtimes.openvino import OpenVinoRuntime

        return OpenVinoRuntime(spec, folder=folder / "openvino")
    if name == "tensorflow":
        return _tensorflow(spec)
    raise ValueError(f"`name` must be one of {NAMES}. Received: name={name}")


def _tensorflow(spec: NetworkSpec) -> Runtime:
    from model.inference.runtimes.tensorflow import TensorflowRuntime, best_policy

    spec.check()
    try:
        policy = best_policy()
    except ImportError:
        policy = "float32"  # building says what is missing
    return TensorflowRuntime(spec.build(policy=policy))


def _is_there(package: str) -> bool:
    return importlib.util.find_spec(package) is not None
