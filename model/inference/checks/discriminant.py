"""Which of several classes a vector of features belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FLOOR = -12.0
"""No pair of channels alone may rule a class out: whatever it looks like, features of new scanners go astray."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Discriminant:
    """Classes with their means and a covariance that they share, shrunk because there are few cases.

    Args:
        mean: Of each feature, shape `(features,)`.
        scale: Deviation of each feature, same shape.
        weights: Shape `(features, classes)`.
        bias: Shape `(classes,)`.

    Source:
        Friedman 1989, Regularized discriminant analysis.
    """

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]

    @classmethod
    def fit(cls, features: NDArray[np.float64], classes: NDArray[np.intp], *, shrinkage: float) -> Discriminant:
        """Fit from examples.

        Args:
            features: Shape `(examples, features)`.
            classes: Of each example, 0 to the number of classes less one.
            shrinkage: Share of the covariance that is replaced by a sphere, 0 to 1.
        """
        mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-6
        scaled = (features - mean) / scale
        means = np.array([scaled[classes == index].mean(axis=0) for index in range(int(classes.max()) + 1)])
        rest = scaled - means[classes]
        covariance = shrunk(rest.T @ rest / len(rest), shrinkage=shrinkage)
        weights = np.linalg.solve(covariance, means.T)
        return cls(mean=mean, scale=scale, weights=weights, bias=-0.5 * (means.T * weights).sum(axis=0))

    def log_probabilities(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the log of the probability of each class, all as likely as one another beforehand.

        Args:
            features: Shape `(examples, features)`.

        Returns:
            Shape `(examples, classes)`.
        """
        scores = (features - self.mean) / self.scale @ self.weights + self.bias
        scores -= scores.max(axis=1, keepdims=True)
        return np.asarray(np.maximum(scores - np.log(np.exp(scores).sum(axis=1, keepdims=True)), _FLOOR), np.float64)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON, with six digits."""
        return {name: rounded(getattr(self, name)) for name in ("mean", "scale", "weights", "bias")}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Discriminant:
        """Read back what `to_dict` gave."""
        return cls(**{name: np.array(values[name], np.float64) for name in ("mean", "scale", "weights", "bias")})


def shrunk(covariance: NDArray[np.float64], *, shrinkage: float) -> NDArray[np.float64]:
    """Return the covariance with a share of it replaced by a sphere of the same total variance."""
    size = len(covariance)
    sphere = np.eye(size) * np.trace(covariance) / size
    return np.asarray((1 - shrinkage) * covariance + shrinkage * sphere, np.float64)


def rounded(values: NDArray[np.float64]) -> Any:
    """Return nested lists with six digits, which is more than the cases can tell apart."""
    return [rounded(row) for row in values] if values.ndim > 1 else [float(f"{value:.6g}") for value in values]
