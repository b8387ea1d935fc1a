from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import ndimage

from model.metrics.dice import dice
from model.metrics.lesion_dice import lesion_dice
from model.metrics.lesion_parts import LesionParts
from model.metrics.parts import number_parts

SPACING = (1.0, 1.0, 2.0)
EMPTY = np.zeros((20, 20, 20), bool)


def blobs(seed: int) -> NDArray[np.bool_]:
    """Draw many parts of different sizes."""
    noise = ndimage.gaussian_filter(np.random.default_rng(seed).normal(size=(48, 40, 32)), 2.0)
    return np.asarray(noise > 0.11)


def test_counts_voxels_of_lesions_and_parts() -> None:
    truth, prediction = EMPTY.copy(), EMPTY.copy()
    truth[2:6, 2:6, 2:6] = True
    prediction[4:6, 2:6, 2:6] = True
    prediction[8, 2, 2] = True
    prediction[17, 17, 17] = True
    found = LesionParts.of(truth, prediction, spacing=SPACING)
    assert found.lesions.tolist() == [64]
    assert found.parts.tolist() == [32, 1, 1]
    assert found.both.tolist() == [[32, 0, 0]]
    assert found.touching.tolist() == [[True, True, False]]
    assert found.smallest == 25.0


@pytest.mark.parametrize("seed", range(3))
def test_scores_any_choice_of_parts_as_if_the_others_were_not_there(seed: int) -> None:
    truth, prediction = blobs(seed), blobs(seed + 100)
    prediction[:24] = truth[:24] ^ (blobs(seed + 200)[:24] & blobs(seed + 300)[:24])
    parts, count = number_parts(prediction)
    found = LesionParts.of(truth, prediction, spacing=SPACING)
    assert len(found.parts) == count > 5
    random = np.random.default_rng(seed)
    for share in (0.0, 0.3, 0.7, 1.0):
        kept = random.random(count) < share
        mask = np.concatenate([[False], kept])[parts]
        assert found.dice(kept) == pytest.approx(dice(truth, mask))
        assert found.lesion_dice(kept) == pytest.approx(lesion_dice(truth, mask, spacing=SPACING))


@pytest.mark.parametrize(("truth", "expected"), [(EMPTY, 1.0), (~EMPTY, 0.0)])
def test_no_parts_are_right_where_there_is_no_lesion(truth: NDArray[np.bool_], expected: float) -> None:
    found = LesionParts.of(truth, EMPTY, spacing=SPACING)
    none = np.zeros(0, bool)
    assert (found.dice(none), found.lesion_dice(none)) == (expected, expected)


def test_refuses_masks_of_different_shapes() -> None:
    with pytest.raises(ValueError, match="must have the shape"):
        LesionParts.of(EMPTY, EMPTY[1:], spacing=SPACING)
