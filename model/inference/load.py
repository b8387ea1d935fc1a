"""Find a task's network and its trained weights, and build it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.errors import ModelUnavailable
from model.inference.runtimes.spec import NetworkSpec
from model.tasks.card import TaskCard
from model.weights.card import WEIGHTS_DIR, WeightsCard, read_card

if TYPE_CHECKING:
    import keras


def find_network(task: TaskCard, *, weights_dir: Path | None = None) -> tuple[NetworkSpec, WeightsCard]:
    """Return which network with which weights segments a task, and the card of the weights; Keras is not needed.

    Args:
        task: Names network and weights.
        weights_dir: Where the weights lie; the package's own folder where None.

    Raises:
        ModelUnavailable: If there is no card of weights, or it is not this task's.
    """
    card = read_card(task.weights, folder=weights_dir)
    arguments = _plain(task.network.arguments)
    expected = {
        "task": task.id,
        "network": {"name": task.network.name, "arguments": arguments},
        "spacing": task.spacing,
        "scaling": task.scaling,
        "channels": task.channel_ids,
        "regions": tuple(region.id for region in task.regions),
        "prediction": task.prediction.to_dict(),
    }
    for key, value in expected.items():
        if getattr(card, key) != value:
            raise ModelUnavailable(
                f"The weights {card.file} are not those of task {task.id}: expected {key} {value}, "
                f"the card says {getattr(card, key)}."
            )
    path = (weights_dir or WEIGHTS_DIR) / card.file
    spec = NetworkSpec(
        name=task.network.name,
        arguments=arguments,
        weights=path,
        sha256=card.sha256,
        tile=task.prediction.tile if any(task.prediction.margin) else None,
        members=card.members,
    )
    return spec, card


def load_network(task: TaskCard, *, weights_dir: Path | None = None) -> tuple[keras.Model, WeightsCard]:
    """Return the network as a Keras model for volumes of any shape, and the card of its weights.

    Args:
        task: Names network and weights.
        weights_dir: Where the weights lie; the package's own folder where None.

    Raises:
        ModelUnavailable: If Keras or the weights are missing, or the weights are damaged or not this task's.
    """
    spec, card = find_network(task, weights_dir=weights_dir)
    return spec.build(), card


def _plain(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return arguments as JSON gives them back."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in arguments.items()}
