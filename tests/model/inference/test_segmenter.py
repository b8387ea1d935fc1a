"""The shipped weights at work."""

from __future__ import annotations

import dataclasses
import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy import ndimage

from model.data.case import Case
from model.data.phantom import write_demo_case
from model.errors import JobInterrupted, ModelUnavailable
from model.inference import STAGES, ModelInfo, Segmenter
from model.tasks.card import TaskCard
from model.volumes.grid import Grid
from model.volumes.read import Volume, read_volume
from model.weights.card import WEIGHTS_DIR, read_card


@pytest.fixture(scope="module")
def segmenter(brain_tumour: TaskCard) -> Segmenter:
    """Load the shipped network once."""
    return Segmenter.load(brain_tumour, runtime="tensorflow")


@pytest.fixture(scope="module")
def channels(phantom_cases: tuple[Case, ...]) -> dict[str, Volume]:
    """Read a made-up case."""
    return {channel: read_volume(path) for channel, path in phantom_cases[0].channels.items()}


def test_labels_every_voxel_of_the_canonical_grid(segmenter: Segmenter, channels: dict[str, Volume]) -> None:
    labels = segmenter.segment(channels).labels
    assert labels.dtype == np.uint8
    assert labels.shape == channels["flair"].grid.shape
    assert set(np.unique(labels)) <= {0, 1, 2, 4}


def test_the_same_volumes_give_the_same_mask(segmenter: Segmenter, channels: dict[str, Volume]) -> None:
    first, second = segmenter.segment(channels), segmenter.segment(channels)
    np.testing.assert_array_equal(first.labels, second.labels)
    np.testing.assert_array_equal(first.uncertainty, second.uncertainty)
    assert first.confidence == second.confidence


def test_tells_its_stages_in_order_and_ends_at_one(segmenter: Segmenter, channels: dict[str, Volume]) -> None:
    told: list[tuple[str, float]] = []
    segmenter.segment(channels, on_progress=lambda stage, done: told.append((stage, done)))
    assert list(dict.fromkeys(stage for stage, _ in told)) == list(STAGES)
    shares = [done for _, done in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


@pytest.mark.parametrize("stage", STAGES)
def test_what_the_callback_raises_passes_through(segmenter: Segmenter, channels: dict[str, Volume], stage: str) -> None:
    def stop(now: str, done: float) -> None:
        if now == stage:
            raise JobInterrupted("cancelled")

    with pytest.raises(JobInterrupted, match="cancelled"):
        segmenter.segment(channels, on_progress=stop)


def test_takes_other_spacings_and_tiny_volumes(segmenter: Segmenter, tmp_path: Path) -> None:
    files = write_demo_case(tmp_path, shape=(33, 47, 9), spacing=(0.8, 1.3, 5.0))
    volumes = {channel: read_volume(path) for channel, path in files.items() if channel != "seg"}
    assert segmenter.segment(volumes).labels.shape == volumes["t2"].grid.shape


def test_a_single_voxel_of_brain_is_no_error(segmenter: Segmenter, channels: dict[str, Volume]) -> None:
    data = np.zeros((5, 6, 7), np.float32)
    data[2, 3, 4] = 8.0
    dots = {channel: dataclasses.replace(volume, data=data) for channel, volume in channels.items()}
    labels = segmenter.segment(dots).labels
    assert labels.shape == (5, 6, 7)
    assert np.count_nonzero(labels) <= 1


@pytest.mark.parametrize("present", [("flair",), ("t1ce", "t2"), ("flair", "t1", "t1ce")])
def test_takes_any_channels_and_names_those_that_are_missing(
    segmenter: Segmenter, channels: dict[str, Volume], present: tuple[str, ...]
) -> None:
    result = segmenter.segment({channel: channels[channel] for channel in present})
    assert result.labels.shape == channels["flair"].grid.shape
    missing = [finding.channel for finding in result.findings if finding.code == "missing-channel"]
    assert missing == [channel for channel in channels if channel not in present]


def test_is_sure_of_the_air_around_the_head_and_unsure_at_the_outline(
    segmenter: Segmenter, channels: dict[str, Volume]
) -> None:
    result = segmenter.segment(channels)
    brain = np.any([volume.data != 0 for volume in channels.values()], axis=0)
    assert result.uncertainty.dtype == np.uint8
    assert not result.uncertainty[~brain].any()
    tumour = result.labels > 0
    outline = tumour & ~ndimage.binary_erosion(tumour) & brain
    assert result.uncertainty[outline].mean() > 2 * result.uncertainty[brain].mean()
    assert set(result.confidence) == {"WT", "TC", "ET"}
    assert all(0 <= value <= 1 for value in result.confidence.values())


def test_refuses_no_channel_strange_channels_and_different_shapes(
    segmenter: Segmenter, channels: dict[str, Volume]
) -> None:
    with pytest.raises(ValueError, match=r"Received: \[\]"):
        segmenter.segment({})
    with pytest.raises(ValueError, match=r"Received: \['dwi'\]"):
        segmenter.segment({"dwi": channels["t2"]})
    smaller = dataclasses.replace(channels["t2"], data=channels["t2"].data[1:])
    with pytest.raises(ValueError, match="one shape"):
        segmenter.segment({**channels, "t2": smaller})


def with_rules(folder: Path, rules: object, *, task: TaskCard) -> Segmenter:
    """Load the shipped weights with other part rules on their card."""
    shutil.copy(WEIGHTS_DIR / f"{task.weights}.npz", folder)
    card = dataclasses.asdict(read_card(task.weights))
    (folder / f"{task.weights}.json").write_text(json.dumps({**card, "rules": rules}), encoding="utf-8")
    return Segmenter.load(task, weights_dir=folder, runtime="tensorflow")


@pytest.fixture(scope="module")
def bare(brain_tumour: TaskCard) -> Segmenter:
    """Load the shipped network without part rules, whatever its card says."""
    return Segmenter.load(brain_tumour, runtime="tensorflow", with_rules=False)


@pytest.fixture(scope="module")
def head(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Volume]:
    """Read a made-up case of the size of a head, in which all regions are found."""
    case = write_demo_case(tmp_path_factory.mktemp("head"), shape=(60, 72, 60), spacing=(2.0, 2.0, 2.0))
    return {channel: read_volume(path) for channel, path in case.items() if channel != "seg"}


def test_gives_up_what_the_card_says_is_too_small_and_says_so(
    bare: Segmenter, head: dict[str, Volume], brain_tumour: TaskCard, tmp_path: Path
) -> None:
    found = bare.segment(head).labels
    assert {1, 2, 4} <= set(np.unique(found))
    ruled = with_rules(tmp_path, {"ET": {"smallest_region_mm3": 1e9}, "cases": 3}, task=brain_tumour)
    result = ruled.segment(head)
    np.testing.assert_array_equal(result.labels, np.where(found == 4, 1, found))
    assert "Some enhancing tumour was suspected" in result.findings[-1].message


def test_does_not_draw_what_it_is_hardly_sure_of_and_says_so(
    bare: Segmenter, head: dict[str, Volume], brain_tumour: TaskCard, tmp_path: Path
) -> None:
    found = bare.segment(head).labels
    assert np.any(found == 4)
    result = with_rules(tmp_path, {"ET": {"least_sure_mm3": 1e9}}, task=brain_tumour).segment(head)
    np.testing.assert_array_equal(result.labels, np.where(found == 4, 1, found))
    assert "ET" in result.low_confidence
    assert "Some enhancing tumour was suspected" in result.findings[-1].message


def test_measures_parts_by_true_voxels_in_a_sheared_grid(
    bare: Segmenter, channels: dict[str, Volume], brain_tumour: TaskCard, tmp_path: Path
) -> None:
    affine = np.array([[2.0, 1.5, 0.0, 0.0], [0.0, 2.0, 0.0, 0.0], [0.0, 0.0, 2.0, 0.0], [0.0, 0.0, 0.0, 1.0]])
    grid = Grid(shape=channels["flair"].grid.shape, affine=affine)
    sheared = {channel: dataclasses.replace(volume, grid=grid) for channel, volume in channels.items()}
    found = bare.segment(sheared).labels
    assert np.prod(grid.spacing) > 8.0 * 1.1
    volume = 8.0 * np.count_nonzero(found == 4)
    assert volume > 0
    rules = {"ET": {"smallest_part_mm3": 0, "smallest_region_mm3": 1.1 * volume}}
    assert not np.any(with_rules(tmp_path, rules, task=brain_tumour).segment(sheared).labels == 4)
    rules["ET"]["smallest_region_mm3"] = 0.9 * volume
    np.testing.assert_array_equal(with_rules(tmp_path, rules, task=brain_tumour).segment(sheared).labels, found)


def test_damaged_weights_are_refused(brain_tumour: TaskCard, tmp_path: Path) -> None:
    for suffix in ("json", "npz"):
        shutil.copy(WEIGHTS_DIR / f"{brain_tumour.weights}.{suffix}", tmp_path)
    path = tmp_path / f"{brain_tumour.weights}.npz"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(ModelUnavailable, match="damaged"):
        Segmenter.load(brain_tumour, weights_dir=tmp_path)


def test_missing_weights_are_named(brain_tumour: TaskCard, tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"brain-tumour\.json is missing"):
        Segmenter.load(brain_tumour, weights_dir=tmp_path)


def test_weights_of_another_network_are_refused(tiny_task: TaskCard) -> None:
    with pytest.raises(ModelUnavailable, match="not those of task brain-tumour: expected network"):
        Segmenter.load(tiny_task)


def test_the_model_is_named_without_loading_it(segmenter: Segmenter, brain_tumour: TaskCard) -> None:
    info = ModelInfo.read(brain_tumour)
    assert (info.name, info.version, info.sha256) == (segmenter.name, segmenter.version, segmenter.sha256)


def test_importing_inference_needs_no_keras() -> None:
    code = "import sys, model.inference; assert not {'keras', 'tensorflow'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
