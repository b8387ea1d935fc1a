"""The one number that makes a region's probabilities come true."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LOWEST, HIGHEST = 0.25, 4.0


def fit_temperature(logits: NDArray[np.float32], truth: NDArray[np.bool_]) -> float:
    """Return the temperature whose `sigmoid(logits / temperature)` has the smallest negative log likelihood.

    Args:
        logits: Of one region, of voxels of the brain, any shape.
        truth: Whether each voxel belongs to the expert's region, same shape.

    Returns:
        Between 1/4 and 4; above 1 where the network is too sure of itself.

    Source:
        Guo et al. 2017, On calibration of modern neural networks, section 4.2.
    """
    from scipy.optimize import minimize_scalar

    fitted = minimize_scalar(
        lambda exponent: negative_log_likelihood(logits / np.float32(np.exp(exponent)), truth),
        bounds=(np.log(LOWEST), np.log(HIGHEST)),
        method="bounded",
        options={"xatol": 1e-3},
    )
    return float(np.exp(fitted.x))


def negative_log_likelihood(logits: NDArray[np.float32], truth: NDArray[np.bool_]) -> float:
    """Return the mean over voxels of minus the log of the probability that was given to the truth.

    Args:
        logits: Any shape.
        truth: Same shape.
    """
    # log(1 + exp(-|x|)) in place of log(sigmoid(x)), which overflows.
    losses = np.maximum(logits, 0) - logits * truth + np.log1p(np.exp(-np.abs(logits)))
    return float(losses.mean(dtype=np.float64))
