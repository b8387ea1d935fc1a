from __future__ import annotations

import numpy as np
import pytest

from backend.rendering import label_colours, render_overlay
from model.tasks import get_task

REGIONS = get_task("brain-tumour").regions


def colour(region: int) -> tuple[int, ...]:
    return tuple(bytes.fromhex(REGIONS[region].colour[1:]))


def test_each_label_has_the_colour_of_the_smallest_region_that_holds_it() -> None:
    overlay = render_overlay(np.array([[0, 1, 2, 4]], np.uint8), regions=REGIONS, alpha=1.0)
    assert overlay.shape == (1, 4, 4)
    assert overlay[0, 0].tolist() == [0, 0, 0, 0]
    assert tuple(overlay[0, 1]) == (*colour(1), 255)
    assert tuple(overlay[0, 2]) == (*colour(0), 255)
    assert tuple(overlay[0, 3]) == (*colour(2), 255)


def test_a_region_that_is_off_leaves_what_lies_below_it() -> None:
    overlay = render_overlay(np.array([[4]], np.uint8), regions=REGIONS[:1], alpha=0.5)
    assert tuple(overlay[0, 0]) == (*colour(0), 128)


@pytest.mark.parametrize("alpha", [-0.1, 1.1, float("nan")])
def test_an_alpha_outside_zero_to_one_is_refused(alpha: float) -> None:
    with pytest.raises(ValueError, match="alpha"):
        label_colours(REGIONS, alpha=alpha)
