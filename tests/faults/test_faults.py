"""A short form of `make faults`: one fault of each kind that costs few starts of a worker."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.faults.clocks import SetClock, set_clock_aside
from tests.faults.installation import Installation
from tests.faults.killed import (
    cut_off_uploads,
    kill_after_acknowledging,
    kill_worker_in_every_stage,
    send_every_message_twice,
)
from tests.faults.pulled import pull_the_plug_at_random
from tests.faults.servers import mariadb, redis_without_memory, running
from tests.faults.starved import fill_the_disk, small_disk
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
    assert (verdict.tried, verdict.recovered, verdict.lost, verdict.left) == (tried, tried, [], [])


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


def test_a_study_is_there_whose_web_server_was_killed_as_soon_as_it_had_accepted_it(
    site: Installation, volumes: Iterator[Mapping[str, bytes]]
) -> None:
    verdict = kill_after_acknowledging(site, volumes, times=1)

    assert_nothing_is_lost(verdict, tried=1)
    assert verdict.acknowledged == 1


def test_two_workers_that_are_told_of_the_same_job_make_one_mask(
    site: Installation, volumes: Iterator[Mapping[str, bytes]]
) -> None:
    verdict = send_every_message_twice(site, volumes, times=1)

    assert_nothing_is_lost(verdict, tried=1)
    assert verdict.acknowledged == 1


def test_a_full_disk_takes_no_half_study_and_costs_no_mask(
    tmp_path: Path, volumes: Iterator[Mapping[str, bytes]]
) -> None:
    with ExitStack() as stack:
        try:
            small = stack.enter_context(small_disk(tmp_path / "small"))
        except subprocess.CalledProcessError:
            pytest.skip("whoever runs this may not mount a small disk")
        site = stack.enter_context(closing(Installation(small / "data")))
        verdict = fill_the_disk(site, volumes, folder=small)

    assert_nothing_is_lost(verdict, tried=4)


def test_nothing_that_was_acknowledged_is_lost_when_everything_is_killed_at_once(
    site: Installation, volumes: Iterator[Mapping[str, bytes]]
) -> None:
    verdict = pull_the_plug_at_random(site, volumes, times=1, chance=random.Random(3))

    assert_nothing_is_lost(verdict, tried=1)


def test_nothing_that_was_acknowledged_is_lost_when_database_and_broker_are_killed_with_the_rest(
    tmp_path: Path, volumes: Iterator[Mapping[str, bytes]]
) -> None:
    with (
        running(mariadb(tmp_path / "mariadb")) as database,
        running(redis_without_memory(tmp_path / "redis")) as broker,
    ):
        site = Installation(
            tmp_path / "data",
            database_url=database.url,
            broker_url=broker.url,
            environment={"NEUROSLICE_DELETION_GRACE_DAYS": "0"},
        )
        with closing(site):
            servers = (database, broker)
            verdict = pull_the_plug_at_random(site, volumes, times=1, chance=random.Random(3), servers=servers)

    assert_nothing_is_lost(verdict, tried=1)


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
