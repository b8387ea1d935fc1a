"""How the parts of a predicted mask meet the expert's lesions, counted once for every choice of parts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from model.metrics.boxes import Box, common_box
from model.metrics.counts import check_shapes
from model.metrics.parts import number_parts

DILATION = 3
"""Voxels by which an expert's lesion grows to find what belongs to it."""

SMALLEST_MM3 = 50.0
"""Expert's lesions up to this volume are not asked for; finding them is not held against the prediction either."""

_GROWING = ndimage.generate_binary_structure(3, 2)


@dataclass(frozen=True, kw_only=True, eq=False)
class LesionParts:
    """Hold how many voxels lesions and parts have, and share.

    Args:
        lesions: Voxels of each of the expert's lesions, `(lesions,)`.
        parts: Voxels of each part of the prediction, `(parts,)`.
        both: Voxels that they share, `(lesions, parts)`.
        touching: Whether a part reaches the grown lesion, `(lesions, parts)`.
        smallest: Voxels up to which a lesion is not asked for.
    """

    lesions: NDArray[np.int64]
    parts: NDArray[np.int64]
    both: NDArray[np.int64]
    touching: NDArray[np.bool_]
    smallest: float

    @classmethod
    def of(cls, truth: NDArray[np.bool_], prediction: NDArray[np.bool_], *, spacing: Sequence[float]) -> LesionParts:
        """Find lesions and parts, and count.

        Args:
            truth: The expert's mask, `(x, y, z)`.
            prediction: The mask to judge, same shape.
            spacing: Millimetres between voxels along each axis.

        Raises:
            ValueError: If the shapes differ.
        """
        check_shapes(truth, prediction)
        # An empty mask fills no box; a single voxel of the volume is as good as any other, and holds nothing.
        box: Box = common_box(truth, prediction, margin=DILATION + 1) or (slice(0, 1),) * truth.ndim
        truth, prediction = truth[box], prediction[box]
        lesions, count = number_parts(_grow(truth))
        lesions[~truth] = 0
        parts, part_count = number_parts(prediction)
        pairs = np.bincount((lesions * (part_count + 1) + parts).ravel(), minlength=(count + 1) * (part_count + 1))
        shared = pairs.reshape(count + 1, part_count + 1)
        touching = np.zeros((count, part_count), bool)
        for index, near in enumerate(ndimage.find_objects(lesions)):
            wide = tuple(slice(max(0, side.start - DILATION), side.stop + DILATION) for side in near)
            found = np.unique(parts[wide][_grow(lesions[wide] == index + 1)])
            touching[index, found[found > 0] - 1] = True
        return cls(
            lesions=shared[1:].sum(axis=1),
            parts=shared[:, 1:].sum(axis=0),
            both=shared[1:, 1:],
            touching=touching,
            smallest=SMALLEST_MM3 / math.prod(spacing),
        )

    def dice(self, kept: NDArray[np.bool_]) -> float:
        """Return the Dice of the whole mask with some of its parts alone; 1 where both are empty.

        Args:
            kept: Which parts, `(parts,)`.
        """
        total = int(self.lesions.sum() + self.parts[kept].sum())
        return 2.0 * int(self.both[:, kept].sum()) / total if total else 1.0

    def lesion_dice(self, kept: NDArray[np.bool_]) -> float:
        """Return the lesion-wise Dice of the mask with some of its parts alone.

        Args:
            kept: Which parts, `(parts,)`.
        """
        found = self.touching & kept
        asked = self.lesions > self.smallest
        dice = 2.0 * (self.both * found).sum(axis=1) / (self.lesions + found @ self.parts)
        judged = np.count_nonzero(asked) + np.count_nonzero(kept & ~found.any(axis=0))
        return float(dice[asked].sum() / judged) if judged else 1.0


def _grow(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Add the neighbours across faces and edges, `DILATION` times."""
    grown = np.zeros_like(mask)
    box = common_box(mask, margin=DILATION)
    if box is not None:
        grown[box] = ndimage.binary_dilation(mask[box], structure=_GROWING, iterations=DILATION)
    return grown
