"""What a run leaves behind: its recipe, its versions, its split, its measurements, its checkpoint."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import yaml

_PACKAGES = ("neuroslice", "keras", "tensorflow", "tensorflow-cpu", "jax", "torch", "numpy", "scipy", "nibabel")


@dataclass(frozen=True)
class RunFolder:
    """The files of a run.

    Args:
        path: The folder.
    """

    path: Path

    @property
    def checkpoint(self) -> Path:
        """The newest checkpoint."""
        return self.path / "checkpoint.npz"

    @property
    def config(self) -> Path:
        """Recipe, seed, split, budget and versions."""
        return self.path / "config.yaml"

    @property
    def metrics(self) -> Path:
        """One JSON object on each line: losses and validations."""
        return self.path / "metrics.jsonl"

    def start(self, config: Mapping[str, Any]) -> None:
        """Make the folder and write the configuration, versions added.

        Raises:
            FileExistsError: If a run was started here before.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        if self.config.exists():
            raise FileExistsError(f"{self.path} already holds a run. Resume it, or choose another folder.")
        whole = {**config, "started": datetime.now(UTC).isoformat(timespec="seconds"), "versions": versions()}
        self.config.write_text(yaml.safe_dump(whole, sort_keys=False, allow_unicode=True), encoding="utf-8")

    def read_config(self) -> dict[str, Any]:
        """Read the configuration back.

        Raises:
            FileNotFoundError: If no run was started here.
        """
        if not self.config.is_file():
            raise FileNotFoundError(f"{self.path} holds no run.")
        values: dict[str, Any] = yaml.safe_load(self.config.read_text(encoding="utf-8"))
        return values

    def log(self, event: Mapping[str, Any]) -> None:
        """Add a measurement."""
        with self.metrics.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(event) + "\n")

    def events(self) -> list[dict[str, Any]]:
        """Read every measurement, oldest first."""
        if not self.metrics.exists():
            return []
        return [json.loads(line) for line in self.metrics.read_text(encoding="utf-8").splitlines()]


def versions() -> dict[str, str]:
    """Return the versions of Python and of what training runs on."""
    found = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
