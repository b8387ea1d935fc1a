"""What a run computes on."""

from __future__ import annotations

import os
import platform
from pathlib import Path

__all__ = ["devices", "hardware"]


def hardware() -> str:
    """Return the processor, and how many of its cores this process may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{_cpu_name()}, {cores} core{'' if cores == 1 else 's'}"


def devices() -> str:
    """Return Keras's backend and the devices it found; Keras is imported for it."""
    import keras

    backend = str(keras.backend.backend())
    return f"{backend} on {', '.join(_device_names(backend))}"


def _device_names(backend: str) -> list[str]:
    if backend == "jax":
        import jax

        return [f"{device.platform}: {device.device_kind}" for device in jax.devices()]
    if backend == "torch":
        import torch

        return [torch.cuda.get_device_name(index) for index in range(torch.cuda.device_count())] or ["cpu"]
    import tensorflow

    details = tensorflow.config.experimental.get_device_details
    cards = tensorflow.config.list_physical_devices("GPU")
    return [details(card).get("device_name", card.name) for card in cards] or ["cpu"]


def _cpu_name() -> str:
    """Return the processor's name; `platform` alone knows only its kind on Linux."""
    information = Path("/proc/cpuinfo")
    if information.is_file():
        for line in information.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return f"{line.split(':', 1)[1].strip()} ({platform.machine()})"
    return platform.processor() or platform.machine()
