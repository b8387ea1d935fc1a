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

from model.training.hardware import hardware
from model.whole_file import write_text

_PACKAGES = (
    "neuroslice",
    "keras",
    "tensorflow",
    "tensorflow-cpu",
    "jax",
    "jaxlib",
    "torch",
    "numpy",
    "scipy",
    "nibabel",
    "simpleitk",
)


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

    @property
    def tensorboard(self) -> Path:
        """Folder of TensorBoard's event files."""
        return self.path / "tensorboard"

    @property
    def curve(self) -> Path:
        """Picture of loss and validation Dice."""
        return self.path / "curve.png"

    @property
    def final(self) -> Path:
        """The averaged weights of a run that is done."""
        return self.path / "final.npz"

    @property
    def first(self) -> Path:
        """Folder of the weights that the run began with, where it began with any."""
        return self.path / "first"

    @property
    def scores(self) -> Path:
        """The last validation's scores; there once a run is done."""
        return self.path / "scores.json"

    def start(self, config: Mapping[str, Any]) -> None:
        """Make the folder and write the configuration, versions added.

        Raises:
            FileExistsError: If a run was started here before.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        if self.config.exists():
            raise FileExistsError(f"{self.path} already holds a run. Resume it, or choose another folder.")
        started = datetime.now(UTC).isoformat(timespec="seconds")
        whole = {**config, "started": started, "versions": versions(), "hardware": hardware()}
        write_text(self.config, yaml.safe_dump(whole, sort_keys=False, allow_unicode=True))

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
        """Read every measurement, oldest first; a line that a killed run left unfinished is none."""
        return [json.loads(line) for line in self._lines()]

    def keep_events(self, count: int) -> None:
        """Forget every measurement after the first few, which are those that a checkpoint knows of."""
        lines = self._lines()
        if self.metrics.exists() and self.metrics.read_text(encoding="utf-8") != "".join(lines[:count]):
            write_text(self.metrics, "".join(lines[:count]))

    def finish(self, scores: Mapping[str, Mapping[str, float]]) -> None:
        """Note that the run is done, and how well it did."""
        write_text(self.scores, json.dumps(scores, indent=2, ensure_ascii=False) + "\n")

    def read_scores(self) -> dict[str, dict[str, float]] | None:
        """Return the scores of each case by region, or None while the run is not done."""
        if not self.scores.is_file():
            return None
        scores: dict[str, dict[str, float]] = json.loads(self.scores.read_text(encoding="utf-8"))
        return scores

    def _lines(self) -> list[str]:
        if not self.metrics.exists():
            return []
        text = self.metrics.read_text(encoding="utf-8")
        return [line for line in text.splitlines(keepends=True) if line.endswith("\n")]


def versions() -> dict[str, str]:
    """Return the versions of Python and of what training runs on."""
    found = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
