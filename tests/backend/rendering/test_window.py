from __future__ import annotations

import numpy as np
import pytest

from backend.rendering import apply_window, window_table


def test_the_window_runs_from_black_to_white_in_real_values() -> None:
    table = window_table(slope=2.0, intercept=-100.0, low=-50.0, high=50.0)
    pixels = np.array([[0, 25, 50, 75, 65535]], np.uint16)  # -100, -50, 0, 50 and far above
    assert apply_window(pixels, table=table).tolist() == [[0, 0, 128, 255, 255]]


def test_the_table_holds_for_the_largest_pixel() -> None:
    table = window_table(slope=1.0, intercept=0.0, low=0.0, high=65535.0)
    assert table.shape == (65536,)
    assert table[65535] == 255


def test_a_window_far_wider_than_the_values_does_not_overflow() -> None:
    assert window_table(slope=1.0, intercept=0.0, low=-1e300, high=1e300)[0] == 128


@pytest.mark.parametrize(("low", "high"), [(5.0, 5.0), (6.0, 5.0)])
def test_low_at_or_above_high_is_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="low < high"):
        window_table(slope=1.0, intercept=0.0, low=low, high=high)
