"""A task with the network that a folder of weights was trained for."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from model.tasks.card import NetworkCard, TaskCard
from model.tasks.prediction_card import PredictionCard
from model.weights.card import read_card

__all__ = ["task_of_weights"]


def task_of_weights(task: TaskCard, *, weights_dir: Path | None = None) -> TaskCard:
    """Return a task as its weights' card says it: which network, at which spacing, on which scaling,
    run in which way.

    Args:
        task: What the weights segment.
        weights_dir: Where they lie; the package's own folder where None.

    Raises:
        ModelUnavailable: If there is no card.
    """
    card = read_card(task.weights, folder=weights_dir)
    network = NetworkCard(name=str(card.network.get("name")), arguments=card.network.get("arguments", {}))
    return dataclasses.replace(
        task,
        network=network,
        spacing=card.spacing,
        scaling=card.scaling,
        prediction=PredictionCard.from_dict(card.prediction),
    )
