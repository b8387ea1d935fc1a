"""What the speed of a runtime depends on: the machine, the packages, the network."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from model.inference.runtimes.cpu import Cpu
from model.inference.runtimes.spec import NetworkSpec

_PACKAGES = ("keras", "tensorflow", "tensorflow-cpu", "jax", "torch", "openvino")
_NVIDIA = Path("/proc/driver/nvidia/gpus")


def describe(spec: NetworkSpec) -> dict[str, Any]:
    """Return everything that a measurement holds for, as JSON values.

    Args:
        spec: The network that is measured.
    """
    cpu = Cpu.read()
    return {
        "cpu": cpu.model,
        "cores": cpu.cores,
        "abilities": list(cpu.abilities),
        "gpus": sorted(path.name for path in _NVIDIA.iterdir()) if _NVIDIA.is_dir() else [],
        "cuda_visible_devices": os.environ.get("CUDA_VISIBLE_DEVICES"),
        "keras_backend": os.environ.get("KERAS_BACKEND"),
        "packages": _versions(),
        "network": {"name": spec.name, "arguments": dict(spec.arguments), "sha256": spec.sha256},
    }


def fingerprint(description: Mapping[str, Any]) -> str:
    """Return a name for a description, the same for the same."""
    return hashlib.sha256(json.dumps(description, sort_keys=True).encode()).hexdigest()[:32]


def _versions() -> dict[str, str]:
    found = {}
    for name in _PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found
