from __future__ import annotations

from model.inference.findings import low_confidence, missing_channels
from model.tasks.card import TaskCard


def test_says_of_each_missing_channel_which_regions_suffer(brain_tumour: TaskCard) -> None:
    (finding,) = missing_channels(["flair", "t1", "t2"], task=brain_tumour)
    assert (finding.code, finding.channel) == ("missing-channel", "t1ce")
    assert "tumour core and enhancing tumour" in finding.message


def test_says_which_outlines_are_uncertain_in_the_order_of_the_task(brain_tumour: TaskCard) -> None:
    findings = low_confidence(["ET", "WT"], present=brain_tumour.channel_ids, task=brain_tumour)
    assert [finding.code for finding in findings] == ["low-confidence", "low-confidence"]
    assert "whole tumour" in findings[0].message
    assert "enhancing tumour" in findings[1].message


def test_does_not_say_twice_that_a_region_suffers(brain_tumour: TaskCard) -> None:
    findings = low_confidence(["WT", "TC", "ET"], present=["flair", "t2"], task=brain_tumour)
    assert [finding.message for finding in findings] == [
        "The outline of the whole tumour is uncertain: check it before you rely on it."
    ]


def test_says_that_a_region_was_suspected_but_not_drawn(brain_tumour: TaskCard) -> None:
    findings = low_confidence(["WT", "ET"], present=brain_tumour.channel_ids, task=brain_tumour, doubted=["ET"])
    assert [finding.message for finding in findings] == [
        "The outline of the whole tumour is uncertain: check it before you rely on it.",
        "Some enhancing tumour was suspected, but not surely enough to draw any: check the images.",
    ]
