"""Build a task's network with its trained weights."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.errors import ModelUnavailable
from model.tasks.card import TaskCard
from model.weights.card import WEIGHTS_DIR, WeightsCard, read_card
from model.weights.store import read_weights

if TYPE_CHECKING:
    import keras


def load_network(task: TaskCard, *, weights_dir: Path | None = None) -> tuple[keras.Model, WeightsCard]:
    """Return the network, ready to predict volumes of any shape, and the card of its weights.

    Args:
        task: Names network and weights.
        weights_dir: Where the weights lie; the package's own folder where None.

    Raises:
        ModelUnavailable: If Keras or the weights are missing, or the weights are damaged or not this task's.
    """
    card = read_card(task.weights, folder=weights_dir)
    expected = {
        "task": task.id,
        "network": {"name": task.network.name, "arguments": _plain(task.network.arguments)},
        "spacing": task.spacing,
        "channels": task.channel_ids,
        "regions": tuple(region.id for region in task.regions),
    }
    for key, value in expected.items():
        if getattr(card, key) != value:
            raise ModelUnavailable(
                f"The weights {card.file} are not those of task {task.id}: expected {key} {value}, "
                f"the card says {getattr(card, key)}."
            )
    values = read_weights((weights_dir or WEIGHTS_DIR) / card.file, sha256=card.sha256)
    try:
        from model.networks.registry import build_network

        network = build_network(task.network.name, shape=(None, None, None), **task.network.arguments)
    except ImportError as error:
        raise ModelUnavailable(
            f"The network cannot be built because {error.name or 'a package'} is not installed: "
            "install neuroslice[cpu] or neuroslice[gpu]."
        ) from error
    try:
        network.set_weights(values)
    except ValueError as error:
        raise ModelUnavailable(f"The weights {card.file} do not fit the network {task.network.name}.") from error
    return network, card


def _plain(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return arguments as JSON gives them back."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in arguments.items()}
