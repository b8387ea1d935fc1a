"""The colours of uncertainty."""

from __future__ import annotations

import numpy as np
import pytest

from backend.rendering import render_uncertainty, uncertainty_colours


def oklab(srgb: np.ndarray) -> np.ndarray:
    """Turn sRGB, 0 to 255, shape (n, 3), into OKLab, by way of CIE XYZ (Ottosson 2020)."""
    encoded = srgb / 255.0
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    xyz = linear @ np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]).T
    cones = xyz @ np.array([[0.8190, 0.3619, -0.1289], [0.0330, 0.9293, 0.0361], [0.0482, 0.2642, 0.6339]]).T
    to_lab = np.array([[0.2105, 0.7936, -0.0041], [1.9780, -2.4286, 0.4506], [0.0259, 0.7828, -0.8087]])
    return np.cbrt(cones) @ to_lab.T


def test_steps_look_equally_large_and_grow_lighter() -> None:
    colours = oklab(uncertainty_colours(alpha=1.0)[24::21, :3].astype(float))

    steps = np.linalg.norm(np.diff(colours, axis=0), axis=1)
    assert steps.max() / steps.min() < 1.15
    assert np.all(np.diff(colours[:, 0]) > 0.03)


def test_what_is_sure_is_transparent_and_what_is_undecided_as_opaque_as_wished() -> None:
    alphas = uncertainty_colours(alpha=0.5)[:, 3].astype(int)

    assert (alphas[0], alphas[24], alphas[255]) == (0, 128, 128)
    assert np.all(np.diff(alphas) >= 0)
    assert not uncertainty_colours(alpha=0.5)[0].any()


def test_every_pixel_has_the_colour_of_its_uncertainty() -> None:
    slice_ = np.array([[0, 255, 100], [24, 100, 0]], np.uint8)

    shown = render_uncertainty(slice_, alpha=0.75)

    assert shown.shape == (2, 3, 4)
    np.testing.assert_array_equal(shown[0, 2], uncertainty_colours(alpha=0.75)[100])
    np.testing.assert_array_equal(shown[0, 2], shown[1, 1])
    assert tuple(shown[0, 1, :2] > 200) == (True, True)  # yellow


@pytest.mark.parametrize("alpha", [-0.1, 1.1])
def test_an_opacity_outside_0_to_1_is_refused(alpha: float) -> None:
    with pytest.raises(ValueError, match="expected alpha"):
        uncertainty_colours(alpha=alpha)
