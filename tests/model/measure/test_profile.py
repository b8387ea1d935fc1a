import json
from pathlib import Path

import numpy as np

from model.measure.profile import region_profile, widest_voxels
from model.tasks import get_task
from model.volumes import AXES

REGIONS = get_task("brain-tumour").regions


def test_every_slice_of_every_axis_counts_the_voxels_of_its_regions() -> None:
    labels = np.random.default_rng(0).choice(np.array([0, 0, 0, 1, 2, 4], np.uint8), (5, 6, 7))
    labels[0] = labels[:, -1] = 0

    profile = region_profile(labels, regions=REGIONS)

    assert list(profile) == list(AXES)
    for number, axis in enumerate(AXES):
        for region in REGIONS:
            slices = np.moveaxis(np.isin(labels, region.labels), number, 0)
            assert profile[axis][region.id] == [int(each.sum()) for each in slices]


def test_an_empty_mask_has_nothing_on_any_slice() -> None:
    profile = region_profile(np.zeros((2, 3, 4), np.uint8), regions=REGIONS)

    assert profile["axial"] == {"WT": [0] * 4, "TC": [0] * 4, "ET": [0] * 4}
    assert profile["sagittal"]["ET"] == [0, 0]


def test_the_widest_slices_are_those_that_the_viewer_finds() -> None:
    shared = Path(__file__).parents[2] / "shared" / "widest-slices.json"
    known = json.loads(shared.read_text(encoding="utf-8"))

    assert widest_voxels(known["profile"]) == known["widest"]
