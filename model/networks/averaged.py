"""Several networks as one: the mean of their logits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import keras


def average_networks(networks: Sequence[keras.Model]) -> keras.Model:
    """Return one network that reads an image once and gives the mean of what several make of it.

    Networks that learned from different cases err in different places; what they agree on is more often right than what
    any of them says alone. One graph, so that whatever runs a network runs several of them.

    Args:
        networks: Functional networks of the same inputs and outputs. They are not changed, and share no weights with
            what is returned.

    Raises:
        ValueError: If there is none.

    Source:
        Logits are averaged, not labels, as nnU-Net does with the networks of its folds (Isensee et al. 2021,
        "Inference": the networks of a cross-validation as an ensemble).
    """
    import keras

    if not networks:
        raise ValueError("`networks` must hold at least one network. Received none.")
    image = keras.Input(networks[0].inputs[0].shape[1:], name="image")
    members = [_copy(network, image=image, prefix=f"member{index}_") for index, network in enumerate(networks)]
    logits = [member.outputs[0] for member in members]
    mean = keras.layers.Average(dtype="float32", name="mean_logits")(logits) if len(logits) > 1 else logits[0]
    return keras.Model(image, mean, name=networks[0].name)


def _copy(network: keras.Model, *, image: Any, prefix: str) -> keras.Model:
    """Return the same network on another input, its layers' names its own."""
    import keras

    def copy_layer(layer: Any) -> Any:
        return type(layer).from_config({**layer.get_config(), "name": f"{prefix}{layer.name}"})

    copied = keras.models.clone_model(network, input_tensors=image, clone_function=copy_layer)
    copied.set_weights(network.get_weights())
    return copied
