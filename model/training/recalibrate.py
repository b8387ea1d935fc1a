"""Batch statistics that belong to averaged weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from model.training.batches import Batch

if TYPE_CHECKING:
    import keras


def recalibrate(network: keras.Model, *, batches: Iterable[Batch]) -> int:
    """Set the moving statistics of every batch normalisation to their means over some training batches.

    The average of a network's statistics over the steps belongs to networks that no longer exist; these belong to the
    weights at hand.

    Args:
        network: Its moving statistics are replaced, all other weights stay.
        batches: A few dozen.

    Returns:
        How many batches there were.

    Raises:
        ValueError: If there were none.

    Source:
        "Precise BN" of Wu and Johnson 2021, section 3 (arXiv 2105.07576), with equal weight for every batch.
    """
    import keras

    norms = [layer for layer in _layers(network) if isinstance(layer, keras.layers.BatchNormalization)]
    momenta = [layer.momentum for layer in norms]
    count = 0
    try:
        for batch in batches:
            for layer in norms:
                # A running mean of all batches so far: the first one replaces what was there.
                layer.momentum = count / (count + 1)
            network(batch.image, training=True)
            count += 1
    finally:
        for layer, momentum in zip(norms, momenta, strict=True):
            layer.momentum = momentum
    if count == 0:
        raise ValueError("`batches` must hold at least one batch. Received none.")
    return count


def _layers(network: keras.Model) -> Iterator[Any]:
    """Give every layer, also those of a network that a layer runs over slices."""
    import keras

    for layer in network.layers:
        yield layer
        inner = getattr(layer, "network", None)
        if isinstance(inner, keras.Model):
            yield from _layers(inner)
