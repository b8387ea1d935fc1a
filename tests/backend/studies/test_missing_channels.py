"""Studies that lack some of the task's volumes: taken, viewed, and warned of."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from flask.testing import FlaskClient

from backend.services import Services
from tests.support.studies import CHANNELS, SHAPE, WRONG_MODALITY, post_study, rows, store_mask, stored_files

SUBSETS = [("flair",), ("t1",), ("t1ce",), ("t2",), ("flair", "t2"), ("t1", "t1ce", "t2")]


def test_a_missing_modality_is_warned_of_with_the_regions_that_suffer(
    radiologist: FlaskClient, files: dict[str, Path]
) -> None:
    reply = post_study(radiologist, {channel: files[channel] for channel in CHANNELS if channel != "t1ce"})

    assert reply.status_code == 202
    study = reply.json["study"]
    assert study["channels"] == ["flair", "t1", "t2"]
    assert study["warnings"] == [
        {
            "code": "missing-channel",
            "channel": "t1ce",
            "regions": ["TC", "ET"],
            "message": "No T1ce volume was given: tumour core and enhancing tumour will be less exact.",
        }
    ]
    assert radiologist.get(f"/api/studies/{study['id']}").json["warnings"] == study["warnings"]


def test_a_whole_study_is_not_warned_of(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    assert post_study(radiologist, files).json["study"]["warnings"] == []


@pytest.mark.parametrize("present", SUBSETS, ids="+".join)
def test_any_volumes_make_a_study(
    radiologist: FlaskClient, services: Services, files: dict[str, Path], present: tuple[str, ...]
) -> None:
    reply = post_study(radiologist, {channel: files[channel] for channel in reversed(present)})

    study = reply.json["study"]
    assert study["channels"] == list(present)
    assert set(study["windows"]) == set(present)
    assert [warning["channel"] for warning in study["warnings"]] == [each for each in CHANNELS if each not in present]
    assert study["shape"] == list(SHAPE)
    assert rows(services)["images"] == len(present)
    assert len(stored_files(services)) == 2 * len(present)
    for channel in CHANNELS:
        expected = 200 if channel in present else 404
        assert radiologist.get(f"/api/studies/{study['id']}/images/{channel}/axial/9.png").status_code == expected


def test_it_can_be_segmented_again(radiologist: FlaskClient, services: Services, files: dict[str, Path]) -> None:
    accepted = post_study(radiologist, {"t1": files["t1"]}).json
    store_mask(services, accepted["job"]["id"], np.zeros(SHAPE, np.uint8))

    reply = radiologist.post(f"/api/studies/{accepted['study']['id']}/segmentations")

    assert reply.status_code == 202


def test_a_study_says_how_sure_its_masks_are(
    radiologist: FlaskClient, services: Services, files: dict[str, Path]
) -> None:
    accepted = post_study(radiologist, files).json
    nothing = np.zeros(SHAPE, np.uint8)
    store_mask(services, accepted["job"]["id"], nothing)
    again = radiologist.post(f"/api/studies/{accepted['study']['id']}/segmentations").json
    store_mask(services, again["id"], nothing, uncertainty=nothing)

    before, after = radiologist.get(f"/api/studies/{accepted['study']['id']}").json["segmentations"]

    keys = ("confidence", "low_confidence", "findings", "has_uncertainty")
    assert [before[key] for key in keys] == [None, [], [], False]
    assert [after[key] for key in keys] == [{"WT": 0.93, "TC": 0.8, "ET": 0.41}, ["ET"], [WRONG_MODALITY], True]
