"""A short form of `make faults`: one fault of each kind that costs few starts of a worker."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.faults.clocks import SetClock, set_clock_aside
from tests.faults.installation import Installation
from tests.faults.killed import cut_off_uploads, kill_worker_in_every_stage, pull_the_plug_at_random
from tests.faults.verdict import Verdict
from tests.faults.volumes import different_volumes


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Installation]:
    """Make an installation whose processes are not started yet."""
    installation = Installation(tmp_path / "data")
    yield installation
    installation.close()


@pytest.fixture
def volumes(tmp_path: Path) -> Iterator[Mapping[str, bytes]]:
    """Give studies to upload."""
    return different_volumes(tmp_path / "case")


def assert_nothing_is_lost(verdict: Verdict, *, tried: int) -> None:
    assert (verdict.tried, verdict.lost, verdict.left) == (tried, [], [])


def test_an_upload_that_is_cut_off_by_a_kill_leaves_nothing(
    site: Installation, volumes: Iterator[Mapping[str, bytes]]
) -> None:
    verdict = cut_off_uploads(site, volumes, times=1)

    assert_nothing_is_lost(verdict, tried=1)
    assert site.promises == []


def test_a_mask_that_is_stored_by_a_worker_which_is_killed_right_then_is_stored_once(
    site: Installation, volumes: Iterator[Mapping[str, bytes]]
) -> None:
    verdict = kill_worker_in_every_stage(site, volumes, stages=("stored",))

    assert_nothing_is_lost(verdict, tried=1)
    assert verdict.acknowledged == 1


def test_nothing_that_was_acknowledged_is_lost_when_everything_is_killed_at_once(
    site: Installation, volumes: Iterator[Mapping[str, bytes]]
) -> None:
    verdict = pull_the_plug_at_random(site, volumes, times=2, chance=random.Random(7))

    assert_nothing_is_lost(verdict, tried=2)


def test_a_clock_that_is_set_while_a_job_runs_costs_no_mask_and_makes_none_twice(
    tmp_path: Path, volumes: Iterator[Mapping[str, bytes]]
) -> None:
    clock = SetClock(tmp_path / "clock")
    site = Installation(tmp_path / "data", environment=clock.environment)
    try:
        verdict = set_clock_aside(site, volumes, clock=clock)
    finally:
        site.close()

    assert_nothing_is_lost(verdict, tried=3)
    assert verdict.acknowledged == 3
