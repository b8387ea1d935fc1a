"""A loss for every resolution of the decoder, while training."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import keras

__all__ = ["loss_weights", "supervise_deeply", "truths"]


def supervise_deeply(network: keras.Model, *, levels: int) -> keras.Model:
    """Give a network one more output at each of its coarser resolutions.

    The layers are shared: what trains the result trains the network, which keeps its single output for use.

    Args:
        network: With decoder blocks that end in the layers `decoder1_b_relu`, `decoder2_b_relu` and so on, as those of
            `multimodal_unet3d` do.
        levels: How many coarser resolutions get an output, from the finest of them on.

    Returns:
        A network whose outputs are logits at full, half, a quarter … of the resolution; the network itself where
        `levels` is 0.

    Raises:
        ValueError: If the network has no such blocks.

    Source:
        Isensee et al. 2021, Nature Methods 18, online methods: "deep supervision".
    """
    if levels == 0:
        return network
    import keras
    from keras import layers

    names = {layer.name for layer in network.layers}
    wanted = [f"decoder{level}_b_relu" for level in range(1, levels + 1)]
    if not set(wanted) <= names:
        raise ValueError(f"`levels` asks for more decoder resolutions than {network.name} has. Received: {levels}")
    heads = [
        layers.Conv3D(
            network.outputs[0].shape[-1],
            1,
            bias_initializer=keras.initializers.Constant(-2.0),
            dtype="float32",
            name=f"{name}_logits",
        )(network.get_layer(name).output)
        for name in wanted
    ]
    return keras.Model(network.input, [*network.outputs, *heads], name=f"{network.name}_deep")


def loss_weights(levels: int) -> list[float]:
    """Return the share of each output in the loss: halved from one resolution to the next coarser, 1 in all."""
    halved = [0.5**level for level in range(levels + 1)]
    return [weight / sum(halved) for weight in halved]


def truths(regions: NDArray[np.float32], *, network: keras.Model) -> Any:
    """Return what the outputs of a network are compared with.

    Args:
        regions: Shape `(batch, x, y, z, regions)`; of what unpadded convolutions give nothing for, it is cut off.
        network: As `supervise_deeply` returned it.

    Returns:
        The regions alone for one output; for more, a list that goes on with the means of 2³, 4³ … voxels.
    """
    sizes = zip(regions.shape[1:4], network.outputs[0].shape[1:4], strict=True)
    borders = [0 if given is None else (whole - given) // 2 for whole, given in sizes]
    if any(borders):
        inside = tuple(slice(border, size - border) for border, size in zip(borders, regions.shape[1:4], strict=True))
        regions = regions[:, *inside]
    if len(network.outputs) == 1:
        return regions
    found = [regions]
    for _ in network.outputs[1:]:
        batch, x, y, z, channels = found[-1].shape
        blocks = found[-1].reshape(batch, x // 2, 2, y // 2, 2, z // 2, 2, channels)
        found.append(blocks.mean(axis=(2, 4, 6), dtype=np.float32))
    return found
