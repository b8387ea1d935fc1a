"""How often a network halves its input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from model.inference.shapes import Multiple

if TYPE_CHECKING:
    import keras


def total_stride(network: keras.Model) -> int:
    """Return what each side of an input must be a multiple of, so that what was halved fits what is doubled again.

    Args:
        network: A functional network of volumes or images; one that runs another over slices counts with that one.
    """
    import keras

    steps: dict[int, float] = {}
    within = 1.0
    # Not all of a network need be layers: a slice of a tensor is none.
    for layer in network.operations:
        if isinstance(layer, keras.layers.InputLayer):
            steps[id(layer.output)] = 1.0
            continue
        step = max(steps[id(tensor)] for tensor in keras.tree.flatten(layer.input))
        for tensor in keras.tree.flatten(layer.output):
            steps[id(tensor)] = step * _stride(layer)
        inner = getattr(layer, "network", None)
        if isinstance(inner, keras.Model):
            within = max(within, step * total_stride(inner))
    return round(max(within, *steps.values()))


def side_multiple(network: keras.Model) -> Multiple:
    """Return what each side of an input must be a multiple of; where slices are run one by one, any number of them may.

    Args:
        network: A functional network of volumes.
    """
    import keras

    whole = total_stride(network)
    layers = [layer for layer in network.layers if not isinstance(layer, keras.layers.InputLayer)]
    inner = [layer for layer in layers if isinstance(getattr(layer, "network", None), keras.Model)]
    by_slices = bool(inner) and all(_stride(layer) == 1 for layer in layers)
    return (whole, whole, 1) if by_slices else whole


def _stride(layer: Any) -> float:
    import keras

    if isinstance(layer, keras.layers.UpSampling2D | keras.layers.UpSampling3D):
        return 1.0 / float(max(layer.size))
    if isinstance(layer, keras.layers.Conv2DTranspose | keras.layers.Conv3DTranspose):
        return 1.0 / float(max(layer.strides))
    return float(max(getattr(layer, "strides", (1,))))
