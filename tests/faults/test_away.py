"""A short form of what `make faults` does to databases and brokers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.away import (
    cut_off_uploads_from_the_database,
    lose_every_message,
    stop_the_broker,
    stop_the_database,
)
from tests.faults.installation import Installation
from tests.faults.servers import Server, mariadb, redis_without_memory, running
from tests.faults.volumes import different_volumes


@pytest.fixture
def volumes(tmp_path: Path) -> Iterator[Mapping[str, bytes]]:
    """Give studies to upload."""
    return different_volumes(tmp_path / "case")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Server]:
    """Start a database that can be killed."""
    with running(mariadb(tmp_path / "mariadb")) as server:
        yield server


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Server]:
    """Start a broker that can be killed."""
    with running(redis_without_memory(tmp_path / "redis")) as server:
        yield server


def test_a_job_outlives_the_database_being_killed(
    tmp_path: Path, database: Server, volumes: Iterator[Mapping[str, bytes]]
) -> None:
    with closing(Installation(tmp_path / "data", database_url=database.url)) as site:
        verdict = stop_the_database(site, volumes, database=database)

    assert (verdict.recovered, verdict.acknowledged, verdict.lost, verdict.left) == (1, 2, [], [])


def test_an_upload_that_a_database_cut_off_is_one_study_once_it_was_repeated(
    tmp_path: Path, database: Server, volumes: Iterator[Mapping[str, bytes]]
) -> None:
    with closing(Installation(tmp_path / "data", database_url=database.url)) as site:
        verdict = cut_off_uploads_from_the_database(site, volumes, database=database, chance=random.Random(1), times=2)

    assert (verdict.recovered, verdict.acknowledged, verdict.lost, verdict.left) == (4, 5, [], [])


def test_a_worker_whose_broker_is_killed_comes_back_to_it(
    tmp_path: Path, broker: Server, volumes: Iterator[Mapping[str, bytes]]
) -> None:
    with closing(Installation(tmp_path / "data", broker_url=broker.url)) as site:
        verdict = stop_the_broker(site, volumes, broker=broker, hurry=True)

    assert (verdict.recovered, verdict.acknowledged, verdict.lost, verdict.left) == (1, 4, [], [])


def test_a_broker_that_was_emptied_costs_no_job(
    tmp_path: Path, broker: Server, volumes: Iterator[Mapping[str, bytes]]
) -> None:
    with closing(Installation(tmp_path / "data", broker_url=broker.url)) as site:
        verdict = lose_every_message(site, volumes, broker=broker, hurry=True)

    assert (verdict.recovered, verdict.acknowledged, verdict.lost, verdict.left) == (1, 3, [], [])
