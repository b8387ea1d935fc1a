from __future__ import annotations

import numpy as np
import pytest

from model.augment.carve_mix import CarveMix, CarveMixParameters
from model.augment.donors import Donors
from model.augment.sample import Sample


def _ball(radius: float, *, size: int = 9, value: float = 7.0) -> Sample:
    """Give a cube of brain with a round lesion in its middle."""
    offsets = np.indices((size, size, size)) - size // 2
    lesion = (np.sqrt((offsets**2).sum(axis=0)) <= radius).astype(np.float32)
    image = np.stack([np.where(lesion, value, 3.0), np.ones_like(lesion)], axis=-1).astype(np.float32)
    return Sample(image=image, regions=lesion[..., None])


@pytest.fixture
def case() -> Sample:
    """Give a brain whose left half is tumour."""
    image = np.ones((24, 20, 20, 2), np.float32)
    image[:, :, :2] = 0.0
    regions = np.zeros((24, 20, 20, 1), np.float32)
    regions[:12, :, 2:] = 1.0
    return Sample(image=image, regions=regions)


def test_pastes_image_and_regions_where_the_brain_is_and_no_tumour(case: Sample) -> None:
    transform = CarveMix(donors=Donors([_ball(2.0)]), probability=1.0)
    drawn = [transform.draw(case, rng=np.random.default_rng(seed)) for seed in range(20)]
    places = [parameters for parameters in drawn if parameters is not None]
    assert len(places) > 10
    for parameters in places:
        changed = transform.apply(case, parameters)
        pasted = (changed.image[..., 0] == 7.0) & (changed.regions[..., 0] == 1.0)
        assert pasted.any()
        assert not pasted[:12].any()
        np.testing.assert_array_equal(changed.image[..., 1], case.image[..., 1])
        np.testing.assert_array_equal(changed.regions[:12], case.regions[:12])
        assert (changed.image[~case.brain] == 0).all()


def test_a_margin_brings_the_donors_tissue_along_and_a_negative_one_leaves_the_rim(case: Sample) -> None:
    transform = CarveMix(donors=Donors([_ball(3.0)]))
    counts = {}
    for distance in (-1.5, 0.0, 1.5):
        changed = transform.apply(case, CarveMixParameters(0, distance, (14, 5, 6)))
        counts[distance] = (int((changed.image[..., 0] == 7.0).sum()), int((changed.image[..., 0] == 3.0).sum()))
    assert counts[-1.5][0] < counts[0.0][0] == counts[1.5][0]
    assert counts[0.0][1] == 0 < counts[1.5][1]


def test_what_would_fall_out_of_the_case_is_left_out(case: Sample) -> None:
    changed = CarveMix(donors=Donors([_ball(3.0)])).apply(case, CarveMixParameters(0, 0.0, (19, 5, 6)))
    assert (changed.image[20:23, ..., 0] == 7.0).any()
    assert changed.shape == case.shape


def test_the_case_itself_is_not_changed(case: Sample) -> None:
    before = case.image.copy()
    CarveMix(donors=Donors([_ball(3.0)])).apply(case, CarveMixParameters(0, 0.0, (14, 5, 6)))
    np.testing.assert_array_equal(case.image, before)


def test_a_donor_without_a_lesion_gives_nothing(case: Sample) -> None:
    healthy = Sample(image=np.ones((5, 5, 5, 2), np.float32), regions=np.zeros((5, 5, 5, 1), np.float32))
    transform = CarveMix(donors=Donors([healthy]), probability=1.0)
    assert transform.draw(case, rng=np.random.default_rng(0)) is None


def test_without_donors_or_free_brain_the_case_is_left_alone(case: Sample) -> None:
    full = Sample(image=case.image, regions=np.ones_like(case.regions))
    rng = np.random.default_rng(0)
    assert CarveMix(donors=Donors([]), probability=1.0).draw(case, rng=rng) is None
    assert CarveMix(donors=Donors([_ball(2.0)]), probability=1.0).draw(full, rng=rng) is None
