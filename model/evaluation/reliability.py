"""Whether a probability of 0.8 is right eight times in ten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

BINS = 20

DEFINITION = (
    f"Voxels that are not background, all cases pooled, are put into {BINS} bins of equal width by their probability. "
    "ECE is the mean over voxels of the distance between a bin's mean probability and the share of its voxels inside "
    "the expert's region. Most voxels are surely outside, which makes it small; the second ECE leaves out the first "
    "and the last bin."
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Reliability:
    """Count voxels by their probability of belonging to a region.

    Args:
        voxels: In each bin.
        probability: Sum over the voxels of each bin.
        inside: Voxels of each bin that belong to the expert's region.
    """

    voxels: NDArray[np.float64]
    probability: NDArray[np.float64]
    inside: NDArray[np.float64]

    @classmethod
    def count(cls, probability: NDArray[np.float32], truth: NDArray[np.bool_]) -> Reliability:
        """Count voxels.

        Args:
            probability: Of each voxel, 0 to 1.
            truth: Whether each belongs to the expert's region, same shape.
        """
        bins = np.clip((probability * BINS).astype(np.intp), 0, BINS - 1).ravel()
        return cls(
            voxels=np.bincount(bins, minlength=BINS).astype(np.float64),
            probability=np.bincount(bins, weights=probability.ravel(), minlength=BINS).astype(np.float64),
            inside=np.bincount(bins, weights=truth.ravel(), minlength=BINS).astype(np.float64),
        )

    def __add__(self, other: Reliability) -> Reliability:
        """Pool the voxels of two cases."""
        return Reliability(
            voxels=self.voxels + other.voxels,
            probability=self.probability + other.probability,
            inside=self.inside + other.inside,
        )

    @property
    def ece(self) -> float:
        """Expected calibration error over all voxels (Guo et al. 2017)."""
        return self._error(slice(None))

    @property
    def undecided_ece(self) -> float:
        """The same over the voxels that are in neither the first nor the last bin."""
        return self._error(slice(1, -1))

    def points(self) -> Sequence[tuple[float, float, int]]:
        """Return mean probability, share inside and voxels of each bin that is not empty."""
        return [
            (float(probability / voxels), float(inside / voxels), int(voxels))
            for voxels, probability, inside in zip(self.voxels, self.probability, self.inside, strict=True)
            if voxels
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON; the errors are there for whoever reads the file."""
        return {
            "ece": self.ece,
            "undecided_ece": self.undecided_ece,
            "voxels": self.voxels.tolist(),
            "probability": self.probability.tolist(),
            "inside": self.inside.tolist(),
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Reliability:
        """Read back what `to_dict` gave."""
        return cls(**{name: np.asarray(values[name], np.float64) for name in ("voxels", "probability", "inside")})

    def _error(self, bins: slice) -> float:
        total = float(self.voxels[bins].sum())
        return float(np.abs(self.probability[bins] - self.inside[bins]).sum() / total) if total else 0.0
