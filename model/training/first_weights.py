"""Weights that a run begins with, instead of random ones."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.tasks.card import TaskCard
from model.training.ema import AveragedWeights
from model.training.run_folder import RunFolder
from model.weights.card import WeightsCard, read_card
from model.weights.store import members_of, read_weights

__all__ = ["FirstWeights", "all_cases", "begin_with_first_weights"]


@dataclass(frozen=True, kw_only=True)
class FirstWeights:
    """Weights that were trained before, with their card.

    Args:
        folder: Where both lie.
        card: Says what they are, and what they learned from.
    """

    folder: Path
    card: WeightsCard

    @classmethod
    def read(cls, path: Path) -> FirstWeights:
        """Read the card of the weights.

        Args:
            path: The card, a JSON file beside the weights.

        Raises:
            ModelUnavailable: If it is no such card.
        """
        return cls(folder=path.parent, card=read_card(path.stem, folder=path.parent))

    def describe(self) -> dict[str, Any]:
        """Return what a run's configuration and the card of what comes out of it say of these weights."""
        training = self.card.training
        # What they began with themselves belongs to what all of it took.
        before = {"first_weights": training["first_weights"]} if training.get("first_weights") else {}
        return {
            "name": self.card.name,
            "version": self.card.version,
            "sha256": self.card.sha256,
            "steps": training["steps"],
            "seconds": training["seconds"],
            **before,
        }

    def check(self, *, task: TaskCard, measured_on: tuple[str, ...]) -> None:
        """Refuse weights of another network, and those that know what a run is measured on.

        Args:
            task: That the run is for.
            measured_on: Cases that the run keeps apart.

        Raises:
            ValueError: If they cannot be begun with.
        """
        expected = {"name": task.network.name, "arguments": dict(task.network.arguments)}
        for what, found, wanted in (
            ("network", self.card.network, expected),
            ("spacing", tuple(self.card.spacing), task.spacing),
            ("scaling", self.card.scaling, task.scaling),
        ):
            if found != wanted:
                raise ValueError(f"The first weights are of another {what}: expected {wanted}. Received: {found}")
        known = sorted(set(self.card.training["cases"]) & set(measured_on))
        if known:
            raise ValueError(f"The first weights learned from cases that this run is measured on: {', '.join(known)}.")

    def copy_to(self, run: RunFolder) -> None:
        """Keep the weights with a run, so that it can be resumed and repeated without their first place."""
        run.first.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.folder / self.card.file, run.first / self.card.file)
        self.card.write(run.first / "card.json")


def begin_with_first_weights(run: RunFolder, *, average: AveragedWeights) -> None:
    """Give a network, and its average, the first weights that its run has, if it has any.

    Args:
        run: That is about to begin.
        average: Of the network.

    Raises:
        ModelUnavailable: If the weights are damaged.
    """
    if run.first.is_dir():
        card = read_card("card", folder=run.first)
        values = read_weights(run.first / card.file, sha256=card.sha256)
        # A run trains one network: of several, the first.
        average.begin(members_of(values, count=card.members)[0])


def all_cases(run: RunFolder, *, cases: Sequence[str]) -> list[str]:
    """Return the cases that a run's weights know: those it learned from, after those that its first weights did.

    Args:
        run: Begun.
        cases: That it learns from.
    """
    before = read_card("card", folder=run.first).training["cases"] if run.first.is_dir() else []
    return list(dict.fromkeys([*before, *cases]))
