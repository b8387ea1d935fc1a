"""What is said of strange inputs, on a made-up study that the reference has never seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from model.data.phantom_head import add_head
from model.inference.checks.reference import read_reference
from model.inference.input_check import check_input
from model.inference.preprocess import prepare
from model.inference.result import Finding
from model.tasks.card import TaskCard

Volumes = Mapping[str, NDArray[np.float32]]
Look = Callable[[Volumes], tuple[Finding, ...]]

SPACING = (2.0, 2.0, 2.0)


@pytest.fixture
def look(brain_tumour: TaskCard) -> Look:
    """Check volumes as the segmenter does."""
    reference = read_reference(brain_tumour.id)
    assert reference is not None

    def check(volumes: Volumes) -> tuple[Finding, ...]:
        channels = [volumes.get(channel) for channel in brain_tumour.channel_ids]
        prepared = prepare(channels, spacing=SPACING, target=brain_tumour.spacing)
        return check_input(volumes, prepared=prepared, task=brain_tumour, reference=reference)

    return check


def said(findings: tuple[Finding, ...]) -> set[tuple[str, str | None]]:
    return {(finding.code, finding.channel) for finding in findings}


def test_a_good_study_is_left_alone_mirrored_or_not(look: Look, head_sized: Volumes) -> None:
    assert look(head_sized) == ()
    assert look({channel: data[::-1].copy() for channel, data in head_sized.items()}) == ()


@pytest.mark.parametrize("missing", [("flair",), ("t1", "t2"), ("flair", "t1", "t1ce")])
def test_missing_channels_are_not_strange(look: Look, head_sized: Volumes, missing: tuple[str, ...]) -> None:
    assert look({channel: data for channel, data in head_sized.items() if channel not in missing}) == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [("flair", "t1"), ("flair", "t1ce"), ("flair", "t2"), ("t1", "t1ce"), ("t1", "t2"), ("t1ce", "t2")],
)
def test_swapped_files_are_named_both(look: Look, head_sized: Volumes, first: str, second: str) -> None:
    swapped = {**head_sized, first: head_sized[second], second: head_sized[first]}
    assert said(look(swapped)) == {("wrong-modality", first), ("wrong-modality", second)}


def test_the_message_says_what_the_file_looks_like(look: Look, head_sized: Volumes) -> None:
    findings = look({"flair": head_sized["flair"], "t1ce": head_sized["t1ce"], "t2": head_sized["t1"]})
    assert [(finding.code, finding.severity, finding.message) for finding in findings] == [
        ("wrong-modality", "warning", "The file in the T2 slot looks like a T1.")
    ]


def test_another_scale_and_offset_of_the_brain_change_nothing(look: Look, head_sized: Volumes) -> None:
    scaled = {channel: np.where(data != 0, data * 0.01 + 7, 0) for channel, data in head_sized.items()}
    assert look(scaled) == ()


@pytest.mark.parametrize("where", ["everywhere", "in the shape of a brain"])
def test_noise_is_no_brain(look: Look, head_sized: Volumes, where: str) -> None:
    random = np.random.default_rng(0)
    mask = head_sized["t1"] != 0 if where != "everywhere" else np.ones_like(head_sized["t1"], bool)
    noise = {c: np.where(mask, random.normal(100, 20, mask.shape), 0).astype(np.float32) for c in head_sized}
    assert {finding.code for finding in look(noise)} == {"not-a-brain"}


def test_one_file_of_noise_among_good_ones_is_named(look: Look, head_sized: Volumes) -> None:
    brain = head_sized["t1"] != 0
    noise = np.where(brain, np.random.default_rng(0).normal(100, 20, brain.shape), 0).astype(np.float32)
    findings = look({**head_sized, "t2": noise})
    assert said(findings) == {("not-a-brain", "t2")}
    assert "T2 slot does not look like MRI of a brain" in findings[0].message


def test_a_ball_and_a_piece_of_brain_are_no_brain(look: Look, head_sized: Volumes) -> None:
    x, y, z = np.ogrid[-1:1:120j, -1:1:120j, -1:1:78j]
    ball = ((x**2 + y**2 + z**2 < 0.4) * (100 + 10 * x + 5 * y)).astype(np.float32)
    assert {finding.code for finding in look({"flair": ball, "t1": ball})} == {"not-a-brain"}
    piece = {channel: data[60:85, 40:65, 30:50] for channel, data in head_sized.items()}
    assert {finding.code for finding in look(piece)} == {"not-a-brain"}


def test_a_speck_is_no_brain(look: Look) -> None:
    speck = np.zeros((5, 6, 7), np.float32)
    speck[2, 3, 4] = 8.0
    assert said(look({"t1": speck})) == {("not-a-brain", None)}


@pytest.mark.parametrize("air", [0.0, 0.03])
def test_a_head_with_its_skull_is_noticed_in_still_and_in_noisy_air(
    look: Look, head_sized: Volumes, air: float
) -> None:
    head = add_head(head_sized, spacing=SPACING, random=np.random.default_rng(0), air=air)
    (finding,) = look(head)
    assert (finding.code, finding.channel) == ("not-skull-stripped", None)
    assert "remove" in finding.message


def test_the_one_file_that_still_has_its_skull_is_named(look: Look, head_sized: Volumes) -> None:
    head = add_head(head_sized, spacing=SPACING, random=np.random.default_rng(0))
    room = [(a - b) // 2 for a, b in zip(head["t1"].shape, head_sized["t1"].shape, strict=True)]
    padded = {channel: np.pad(data, [(side, side) for side in room]) for channel, data in head_sized.items()}
    assert said(look({**padded, "t1": head["t1"]})) == {("not-skull-stripped", "t1")}


def test_a_single_channel_with_its_skull_is_noticed(look: Look, head_sized: Volumes) -> None:
    head = add_head({"t1": head_sized["t1"]}, spacing=SPACING, random=np.random.default_rng(1))
    assert said(look(head)) == {("not-skull-stripped", None)}
