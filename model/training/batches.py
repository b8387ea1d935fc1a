"""Training batches, each a pure function of seed and step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import default_rng
from numpy.typing import NDArray

from model.augment.pipeline import Pipeline
from model.augment.sample import Sample


@dataclass(frozen=True, eq=False)
class Batch:
    """What one step reads.

    Attributes:
        image: Shape `(batch, x, y, z, channels)`, float32.
        regions: Shape `(batch, x, y, z, regions)`, float32.
    """

    image: NDArray[np.float32]
    regions: NDArray[np.float32]


def make_batch(samples: Sequence[Sample], *, pipeline: Pipeline, seed: int, step: int, batch_size: int) -> Batch:
    """Make the batch of a step: every case once per round, in an order of its own, each augmented anew.

    Nothing but the arguments decides the result, so a resumed run goes on exactly where it stopped.

    Args:
        samples: The training cases.
        pipeline: Cuts and augments patches.
        seed: Of the run.
        step: From 0.
        batch_size: Patches in the batch.
    """
    patches = []
    for place in range(step * batch_size, (step + 1) * batch_size):
        tour, position = divmod(place, len(samples))
        order = default_rng((seed, 0, tour)).permutation(len(samples))
        patches.append(pipeline(samples[int(order[position])], rng=default_rng((seed, 1, place))))
    return Batch(
        image=np.stack([patch.image for patch in patches]).astype(np.float32, copy=False),
        regions=np.stack([patch.regions for patch in patches]).astype(np.float32, copy=False),
    )
