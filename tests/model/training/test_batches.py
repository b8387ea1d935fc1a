from __future__ import annotations

import numpy as np

from model.augment.pipeline import build_pipeline
from model.augment.sample import Sample
from model.training.batches import BatchMaker

PIPELINE = build_pipeline([{"name": "affine_patch", "probability": 0.0, "tumour_share": 0.0}], patch_shape=(4, 4, 4))


def _samples(count: int, *, size: int = 12) -> list[Sample]:
    """Give samples that are told apart by their value."""
    return [
        Sample(
            image=np.full((size, size, size, 2), value + 1, np.float32),
            regions=np.zeros((size, size, size, 1), np.float32),
        )
        for value in range(count)
    ]


def _maker(
    *, cases: int, cubes: int = 0, batch_size: int = 2, cube_patches: int = 0, cube_steps: int = 0, seed: int = 1
) -> BatchMaker:
    return BatchMaker(
        cases=_samples(cases),
        cubes=[
            Sample(image=-piece.image, regions=piece.regions + np.float32(1.0)) for piece in _samples(cubes, size=2)
        ],
        pipeline=PIPELINE,
        patch_shape=(4, 4, 4),
        batch_size=batch_size,
        cube_patches=cube_patches,
        cube_steps=cube_steps,
        seed=seed,
    )


def test_has_the_shape_that_the_network_reads() -> None:
    batch = _maker(cases=3)(0)
    assert batch.image.shape == (2, 4, 4, 4, 2)
    assert batch.regions.shape == (2, 4, 4, 4, 1)
    assert batch.image.dtype == np.float32


def test_seed_and_step_decide_everything() -> None:
    make = _maker(cases=5, cubes=5, cube_patches=1, seed=3)
    one, same, later = (make(step).image for step in (7, 7, 8))
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, later)


def test_every_case_comes_once_per_round() -> None:
    make = _maker(cases=6)
    seen = [int(image.max()) for step in range(3) for image in make(step).image]
    assert sorted(seen) == [1, 2, 3, 4, 5, 6]


def test_mosaics_of_cubes_take_the_last_places_and_cases_still_come_once_per_round() -> None:
    make = _maker(cases=4, cubes=3, batch_size=3, cube_patches=1)
    batches = [make(step) for step in range(2)]
    assert sorted(int(image.max()) for batch in batches for image in batch.image[:2]) == [1, 2, 3, 4]
    for batch in batches:
        assert (batch.image[2] < 0).all()
        assert (batch.regions[2] == 1).all()
        assert (batch.regions[:2] == 0).all()


def test_without_cubes_every_patch_is_of_a_case() -> None:
    assert (_maker(cases=4, batch_size=3, cube_patches=1)(0).image > 0).all()


def test_a_run_can_start_with_nothing_but_cubes_and_then_goes_on_as_one_without_such_a_start() -> None:
    plain = _maker(cases=4, cubes=3, batch_size=3, cube_patches=1)
    started = _maker(cases=4, cubes=3, batch_size=3, cube_patches=1, cube_steps=2)
    assert all(image.max() < 0 for step in range(2) for image in started(step).image)
    assert not np.array_equal(started(0).image, started(1).image)
    np.testing.assert_array_equal(started(2).image, plain(0).image)


def test_a_start_of_cubes_is_left_out_where_there_are_none() -> None:
    np.testing.assert_array_equal(_maker(cases=4, cube_steps=2)(0).image, _maker(cases=4)(0).image)


def test_weights_are_one_more_channel_of_the_truth() -> None:
    plain, weighed = _samples(2)
    weighed = Sample(image=weighed.image, regions=weighed.regions, weights=np.full((12, 12, 12, 1), 0.5, np.float32))
    make = BatchMaker(cases=[plain, weighed], pipeline=PIPELINE, patch_shape=(4, 4, 4), batch_size=2, seed=1)
    batch = make(0)
    assert batch.truth.shape == (2, 4, 4, 4, 2)
    # Where some patches have weights, those of others are 1.
    assert sorted(batch.truth[:, 0, 0, 0, -1].tolist()) == [0.5, 1.0]
    unweighed = _maker(cases=2)(0)
    assert unweighed.truth is unweighed.regions
