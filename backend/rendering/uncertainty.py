"""A slice of an uncertainty volume in colours, from violet, nearly sure, to yellow, undecided."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["render_uncertainty", "uncertainty_colours"]

# From sure to undecided. Chroma stays, lightness and hue go on evenly, so that every step looks equally large; all of
# it lies within what a screen can show.
_LIGHTNESS = (0.32, 0.95)
_CHROMA = 0.14
_HUE = (290.0, 470.0)
# Values below fade out: at 24, that is a probability of 0.976, the colour is as strong as anywhere.
_FADED = 24.0


@lru_cache(maxsize=64)
def uncertainty_colours(*, alpha: float) -> NDArray[np.uint8]:
    """Make the table from an uncertainty to its colour.

    A helix of constant chroma in the OKLab space, which is uniform to the eye; lightness grows with uncertainty, so
    that the order is seen without telling hues apart.

    Args:
        alpha: opacity of every colour but the lowest, which fade to none at 0.

    Returns:
        (256, 4) RGBA, read-only.

    Raises:
        ValueError: if alpha lies outside 0 to 1.

    Source:
        B. Ottosson, A perceptual color space for image processing (2020).
    """
    if not 0.0 <= alpha <= 1.0:
        raise ValueError(f"expected alpha from 0 to 1. Received: {alpha}")
    values = np.arange(256, dtype=np.float64)
    hue = np.deg2rad(np.interp(values, (0, 255), _HUE))
    lightness = np.interp(values, (0, 255), _LIGHTNESS)
    table = np.empty((256, 4), dtype=np.uint8)
    table[:, :3] = np.rint(255.0 * _srgb(lightness, _CHROMA * np.cos(hue), _CHROMA * np.sin(hue)))
    table[:, 3] = np.rint(255.0 * alpha * np.minimum(values / _FADED, 1.0))
    table[table[:, 3] == 0] = 0
    table.setflags(write=False)
    return table


def render_uncertainty(uncertainty: NDArray[np.uint8], *, alpha: float) -> NDArray[np.uint8]:
    """Colour a slice of uncertainties.

    Args:
        uncertainty: (rows, columns), 0 sure to 255 undecided.
        alpha: opacity, 0 to 1.

    Returns:
        (rows, columns, 4) RGBA.
    """
    return np.take(uncertainty_colours(alpha=alpha), uncertainty, axis=0, mode="clip")


def _srgb(lightness: NDArray[np.float64], a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn OKLab into gamma-encoded sRGB, 0 to 1, shape (n, 3)."""
    cones = np.stack(
        (
            lightness + 0.3963377774 * a + 0.2158037573 * b,
            lightness - 0.1055613458 * a - 0.0638541728 * b,
            lightness - 0.0894841775 * a - 1.2914855480 * b,
        ),
        axis=-1,
    )
    to_linear = np.array(
        [
            [4.0767416621, -3.3077115913, 0.2309699292],
            [-1.2684380046, 2.6097574011, -0.3413193965],
            [-0.0041960863, -0.7034186147, 1.7076147010],
        ]
    )
    linear = np.clip(cones**3 @ to_linear.T, 0.0, 1.0)
    encoded: NDArray[np.float64] = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return encoded
