from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from model.metrics.dice import dice
from model.metrics.lesion_dice import lesion_dice

MM = (1.0, 1.0, 1.0)
EMPTY = np.zeros((60, 40, 40), bool)


def _cubes(*starts: int, size: int = 6) -> NDArray[np.bool_]:
    """Return cubes along x, by where they begin."""
    mask = EMPTY.copy()
    for start in starts:
        mask[start : start + size, 10 : 10 + size, 10 : 10 + size] = True
    return mask


def test_of_one_lesion_is_dice() -> None:
    truth, prediction = _cubes(5), _cubes(7)
    assert lesion_dice(truth, prediction, spacing=MM) == pytest.approx(dice(truth, prediction))


def test_a_missed_lesion_counts_as_much_as_a_found_one() -> None:
    assert lesion_dice(_cubes(5, 40), _cubes(5), spacing=MM) == pytest.approx(0.5)


def test_a_lesion_that_is_none_counts_too_however_small() -> None:
    prediction = _cubes(5)
    prediction[50, 30, 30] = True
    assert lesion_dice(_cubes(5), prediction, spacing=MM) == pytest.approx(0.5)


def test_parts_close_to_each_other_are_one_lesion() -> None:
    # Six voxels of gap close when each side grows by three, seven do not.
    assert lesion_dice(_cubes(5, 17), _cubes(5), spacing=MM) == pytest.approx(2 / 3)
    assert lesion_dice(_cubes(5, 18), _cubes(5), spacing=MM) == pytest.approx(0.5)


def test_every_predicted_part_near_a_lesion_belongs_to_it() -> None:
    truth = _cubes(5)
    prediction = truth.copy()
    prediction[13, 12, 12] = True
    assert lesion_dice(truth, prediction, spacing=MM) == pytest.approx(2 * 216 / (216 + 217))


def test_a_tiny_lesion_is_not_asked_for() -> None:
    truth = _cubes(5) | _cubes(40, size=3)
    assert lesion_dice(truth, _cubes(5), spacing=MM) == 1.0
    # Finding it is no mistake, and with larger voxels it is no longer tiny.
    assert lesion_dice(truth, truth, spacing=MM) == 1.0
    assert lesion_dice(truth, _cubes(5), spacing=(2.0, 2.0, 2.0)) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("truth", "prediction", "expected"),
    [(EMPTY, EMPTY, 1.0), (EMPTY, _cubes(5), 0.0), (_cubes(5), EMPTY, 0.0), (_cubes(5, size=3), EMPTY, 1.0)],
)
def test_empty_masks(truth: NDArray[np.bool_], prediction: NDArray[np.bool_], expected: float) -> None:
    assert lesion_dice(truth, prediction, spacing=MM) == expected


def test_lesions_at_the_border_are_lesions() -> None:
    assert lesion_dice(_cubes(0, 54), _cubes(0), spacing=MM) == pytest.approx(0.5)


def test_refuses_masks_of_different_shapes() -> None:
    with pytest.raises(ValueError, match="must have the shape"):
        lesion_dice(EMPTY, EMPTY[1:], spacing=MM)
