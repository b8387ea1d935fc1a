"""Training batches, each a pure function of seed and step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import default_rng
from numpy.typing import NDArray

from model.augment.mosaic import draw_mosaic
from model.augment.pipeline import Pipeline
from model.augment.sample import Sample


@dataclass(frozen=True, eq=False)
class Batch:
    """What one step reads.

    Attributes:
        image: Shape `(batch, x, y, z, channels)`, float32.
        regions: Shape `(batch, x, y, z, regions)`, float32.
        weights: Shape `(batch, x, y, z, 1)`, float32; None where all voxels count alike.
    """

    image: NDArray[np.float32]
    regions: NDArray[np.float32]
    weights: NDArray[np.float32] | None = None

    @property
    def truth(self) -> NDArray[np.float32]:
        """What the loss is given: the regions, and the weights as one more channel where there are any."""
        return self.regions if self.weights is None else np.concatenate([self.regions, self.weights], axis=-1)


@dataclass(frozen=True, kw_only=True, eq=False)
class BatchMaker:
    """Make the batch of any step: every case once per round, in an order of its own, each augmented anew.

    Nothing but the seed and the step decides a batch, so a resumed run goes on exactly where it stopped.

    Args:
        cases: The training cases.
        cubes: Lesion cubes; a mosaic of them takes the place of the last patches of each batch.
        pipeline: Cuts and augments patches.
        patch_shape: Voxels of a patch.
        batch_size: Patches in a batch.
        cube_patches: How many of them are mosaics; none where there are no cubes.
        cube_steps: Steps at the start whose patches all are mosaics; none where there are no cubes.
        seed: Of the run.
    """

    cases: Sequence[Sample]
    cubes: Sequence[Sample] = ()
    pipeline: Pipeline
    patch_shape: tuple[int, int, int]
    batch_size: int
    cube_patches: int = 0
    cube_steps: int = 0
    seed: int

    def __call__(self, step: int) -> Batch:
        """Make the batch of a step, counted from 0."""
        mosaics = self.cube_patches if self.cubes else 0
        whole = self.batch_size - mosaics
        first = self.cube_steps if self.cubes else 0
        if step < first:
            # Places before 0, so that what follows is the same however long the start is.
            patches = [self._mosaic(place) for place in range(-(step + 1) * self.batch_size, -step * self.batch_size)]
        else:
            step -= first
            patches = [self._case_patch(place) for place in range(step * whole, (step + 1) * whole)]
            patches += [self._mosaic(place) for place in range(step * mosaics, (step + 1) * mosaics)]
        return Batch(
            image=np.stack([patch.image for patch in patches]).astype(np.float32, copy=False),
            regions=np.stack([patch.regions for patch in patches]).astype(np.float32, copy=False),
            weights=_weights(patches),
        )

    def _case_patch(self, place: int) -> Sample:
        """Cut and augment the patch at a place in the run."""
        tour, position = divmod(place, len(self.cases))
        order = default_rng((self.seed, 0, tour)).permutation(len(self.cases))
        return self.pipeline(self.cases[int(order[position])], rng=default_rng((self.seed, 1, place)))

    def _mosaic(self, place: int) -> Sample:
        """Fill and augment the mosaic at a place in the run."""
        # Seeds have no sign.
        rng = default_rng((self.seed, 2, place) if place >= 0 else (self.seed, 3, -place))
        return self.pipeline.after_cutting(draw_mosaic(self.cubes, shape=self.patch_shape, rng=rng), rng=rng)


def _weights(patches: Sequence[Sample]) -> NDArray[np.float32] | None:
    """Stack the weights of patches, those without any counting alike."""
    if all(patch.weights is None for patch in patches):
        return None
    ones = np.ones((*patches[0].shape, 1), np.float32)
    found = [ones if patch.weights is None else patch.weights for patch in patches]
    return np.stack(found).astype(np.float32, copy=False)
