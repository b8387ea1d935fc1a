from __future__ import annotations

import numpy as np

from model.augment.pipeline import build_pipeline
from model.augment.sample import Sample
from model.training.batches import make_batch

PIPELINE = build_pipeline([{"name": "affine_patch", "probability": 0.0, "tumour_share": 0.0}], patch_shape=(4, 4, 4))


def _samples(count: int) -> list[Sample]:
    """Give samples that are told apart by their value."""
    return [
        Sample(image=np.full((12, 12, 12, 2), value + 1, np.float32), regions=np.zeros((12, 12, 12, 1), np.float32))
        for value in range(count)
    ]


def test_has_the_shape_that_the_network_reads() -> None:
    batch = make_batch(_samples(3), pipeline=PIPELINE, seed=0, step=0, batch_size=2)
    assert batch.image.shape == (2, 4, 4, 4, 2)
    assert batch.regions.shape == (2, 4, 4, 4, 1)
    assert batch.image.dtype == np.float32


def test_seed_and_step_decide_everything() -> None:
    samples = _samples(5)
    one, same, later = (
        make_batch(samples, pipeline=PIPELINE, seed=3, step=step, batch_size=2).image for step in (7, 7, 8)
    )
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, later)


def test_every_case_comes_once_per_round() -> None:
    samples = _samples(6)
    seen = []
    for step in range(3):
        batch = make_batch(samples, pipeline=PIPELINE, seed=1, step=step, batch_size=2)
        seen += [int(image.max()) for image in batch.image]
    assert sorted(seen) == [1, 2, 3, 4, 5, 6]
