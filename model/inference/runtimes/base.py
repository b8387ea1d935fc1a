"""The one interface between a network and whatever runs it."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from model.inference.shapes import Multiple


class Runtime(Protocol):
    """Run a network that was loaded with its weights.

    Attributes:
        name: What is recorded with a mask, such as `tensorflow` or `openvino`.
        precision: What it computes in, such as `float32` or `bfloat16`.
        channels: Channels that the network reads, the brain mask included.
    """

    name: str
    precision: str
    channels: int

    @property
    def multiple(self) -> Multiple:
        """What each side of an input must be a multiple of, in voxels."""
        ...

    def logits(self, batch: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the logits of one volume.

        Args:
            batch: Shape `(1, x, y, z, channels)`.

        Returns:
            Shape `(1, x, y, z, regions)`.

        Raises:
            MemoryError: If the volume is too large for this machine.
        """
        ...
