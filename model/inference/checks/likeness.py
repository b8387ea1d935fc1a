"""How far one channel is from every kind of channel that the network was trained on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.inference.checks.discriminant import rounded, shrunk

_MARGIN = 1.5
"""How much farther than the strangest training channel, left out, is too far."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Likeness:
    """The means of the modalities and the covariance around them.

    Args:
        means: Shape `(modalities, features)`.
        whitening: Turns a difference into deviations along independent directions, shape `(features, features)`.
        limit: The squared distance beyond which a channel is like none of them.
    """

    means: NDArray[np.float64]
    whitening: NDArray[np.float64]
    limit: float

    @classmethod
    def fit(cls, features: NDArray[np.float64], *, shrinkage: float) -> Likeness:
        """Fit from training cases; the limit comes from cases that were left out in their turn.

        Args:
            features: Shape `(cases, modalities, features)`.
            shrinkage: As for `Discriminant`.
        """
        distances = []
        for index, case in enumerate(features):
            others = cls._of(np.delete(features, index, axis=0), shrinkage=shrinkage, limit=np.inf)
            distances += [others.distance(row) for row in case]
        return cls._of(features, shrinkage=shrinkage, limit=_MARGIN * max(distances))

    @classmethod
    def _of(cls, features: NDArray[np.float64], *, shrinkage: float, limit: float) -> Likeness:
        means = features.mean(axis=0)
        rest = (features - means).reshape(-1, features.shape[-1])
        scale = rest.std(axis=0) + 1e-6
        correlation = shrunk((rest / scale).T @ (rest / scale) / len(rest), shrinkage=shrinkage)
        whitening = np.linalg.cholesky(np.linalg.inv(correlation)).T / scale
        return cls(means=means, whitening=whitening, limit=float(limit))

    def distance(self, features: NDArray[np.float64]) -> float:
        """Return the squared Mahalanobis distance from the nearest modality.

        Args:
            features: Of one channel, shape `(features,)`.
        """
        return float((((features - self.means) @ self.whitening.T) ** 2).sum(axis=1).min())

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return {"means": rounded(self.means), "whitening": rounded(self.whitening), "limit": round(self.limit, 3)}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Likeness:
        """Read back what `to_dict` gave."""
        return cls(
            means=np.array(values["means"], np.float64),
            whitening=np.array(values["whitening"], np.float64),
            limit=float(values["limit"]),
        )
