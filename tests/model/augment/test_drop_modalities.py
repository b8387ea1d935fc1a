from __future__ import annotations

import numpy as np

from model.augment.drop_modalities import DropModalities
from model.augment.sample import Sample


def _four() -> Sample:
    image = np.ones((3, 3, 3, 5), np.float32)
    return Sample(image=image, regions=np.zeros((3, 3, 3, 1), np.float32))


def test_draws_every_subset_that_leaves_at_least_one() -> None:
    rng = np.random.default_rng(0)
    drawn = {DropModalities(probability=1.0).draw(_four(), rng=rng) for _ in range(500)}
    assert len(drawn) == 14
    assert all(1 <= len(modalities) <= 3 for modalities in drawn)


def test_sets_the_drawn_modalities_to_zero_and_keeps_the_brain_mask() -> None:
    sample = _four()
    changed = DropModalities().apply(sample, (0, 2))
    np.testing.assert_array_equal(changed.image[0, 0, 0], [0, 1, 0, 1, 1])
    assert sample.image.all()


def test_never_drops_the_only_modality() -> None:
    single = Sample(image=np.ones((2, 2, 2, 2), np.float32), regions=np.zeros((2, 2, 2, 1), np.float32))
    assert DropModalities(probability=1.0).draw(single, rng=np.random.default_rng(0)) == ()
