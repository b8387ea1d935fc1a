"""Load the runtime that is to be used."""

from __future__ import annotations

import os
from pathlib import Path

from model.errors import ModelUnavailable
from model.inference.runtimes.base import Runtime
from model.inference.runtimes.choice import choose
from model.inference.runtimes.make import NAMES, installed, make_runtime
from model.inference.runtimes.spec import NetworkSpec

RUNTIMES = ("auto", *NAMES)
"""What can be asked for."""


def load_runtime(spec: NetworkSpec, *, choice: str = "auto", folder: Path | None = None) -> Runtime:
    """Return a network on the runtime that is asked for.

    Args:
        spec: The network.
        choice: One of `RUNTIMES`; `auto` takes what was measured to be the fastest of those that are installed.
        folder: Where choices and exported graphs are kept; the user's own cache where None.

    Raises:
        ModelUnavailable: If the runtime or the weights are missing, or the weights are damaged.
        ValueError: If no runtime has that name.
    """
    if choice not in RUNTIMES:
        raise ValueError(f"`choice` must be one of {RUNTIMES}. Received: choice={choice}")
    folder = folder or default_folder()
    name = choose(spec, folder=folder) if choice == "auto" else choice
    if name == "openvino" and name not in installed():
        raise ModelUnavailable("OpenVINO is not installed: install neuroslice[openvino].")
    return make_runtime(name, spec=spec, folder=folder)


def default_folder() -> Path:
    """Return where a user's programs keep what they can make again."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "neuroslice"
