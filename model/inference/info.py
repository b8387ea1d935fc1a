"""Which model will segment, without loading it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from model.tasks.card import TaskCard
from model.weights.card import read_card


@dataclass(frozen=True, kw_only=True)
class ModelInfo:
    """Name a model.

    Args:
        name: Of the network with its weights.
        version: Of the weights.
        sha256: Of the file of weights.
    """

    name: str
    version: str
    sha256: str

    @classmethod
    def read(cls, task: TaskCard, *, weights_dir: Path | None = None) -> ModelInfo:
        """Read from the card of a task's weights; Keras is not needed.

        Args:
            task: Names the weights.
            weights_dir: Where they lie; the package's own folder where None.

        Raises:
            ModelUnavailable: If the card is missing or damaged.
        """
        card = read_card(task.weights, folder=weights_dir)
        return cls(name=card.name, version=card.version, sha256=card.sha256)
