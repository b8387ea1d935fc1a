from __future__ import annotations

import numpy as np
import pytest

from model.inference.rotations import average_rotations


def _smooth(rows: int, columns: int) -> np.ndarray:
    x, y = np.meshgrid(np.arange(rows), np.arange(columns), indexing="ij")
    return np.stack([np.sin(x / 9) * np.cos(y / 7), x / rows], axis=-1).astype(np.float32)


@pytest.mark.parametrize(("count", "tolerance"), [(1, 0.0), (4, 0.0), (7, 0.03)])
def test_what_does_not_look_around_says_the_same_at_every_angle(count: int, tolerance: float) -> None:
    image = _smooth(40, 31)
    found = average_rotations(lambda seen: seen, image, count=count)
    np.testing.assert_allclose(found, image, atol=tolerance + 1e-6)


def test_what_depends_on_a_direction_is_averaged_over_all_of_them() -> None:
    image = np.zeros((21, 21, 1), np.float32)
    image[10, 10] = 1.0
    # Sees the value one pixel up, so that four turns make it a cross.
    found = average_rotations(lambda seen: np.roll(seen, 1, axis=0), image, count=4)[..., 0]
    expected = np.zeros((21, 21))
    expected[[9, 11, 10, 10], [10, 10, 9, 11]] = 0.25
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_runs_as_often_as_there_are_rotations() -> None:
    shapes = []

    def run(seen: np.ndarray) -> np.ndarray:
        shapes.append(seen.shape)
        return seen

    average_rotations(run, _smooth(8, 6))
    assert len(shapes) == 7
    with pytest.raises(ValueError, match="at least 1"):
        average_rotations(lambda seen: seen, _smooth(8, 6), count=0)
