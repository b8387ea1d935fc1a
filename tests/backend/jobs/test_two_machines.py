"""Two workers on Redis and a MySQL-protocol server, as on several machines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from backend.settings import Settings
from db.models import Segmentation
from db.upgrade import upgrade
from tests.support.database import MysqlDatabases
from tests.support.mariadb import MissingServerError
from tests.support.patience import until
from tests.support.redis import redis_server
from tests.support.site import Site, gone, open_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, mysql_databases: MysqlDatabases) -> Iterator[Site]:
    """Make an installation on Redis and MariaDB."""
    database_url = mysql_databases.create("neuroslice_two_machines")
    upgrade(database_url)
    try:
        with redis_server() as broker_url:
            settings = Settings(
                data_dir=tmp_path_factory.mktemp("site"),
                database_url=database_url,
                broker_url=broker_url,
                lease_seconds=600.0,
                heartbeat_seconds=0.5,
                sweep_seconds=0.5,
                runtime="tensorflow",
            )
            with open_site(settings) as site:
                yield site
    except MissingServerError as error:
        pytest.fail(str(error), pytrace=False)


def test_two_workers_share_the_jobs_and_one_takes_over_from_the_other(site: Site, files: dict[str, Path]) -> None:
    first, second = site.start_worker(), site.start_worker()
    with site.held():
        jobs = [site.upload(files)["id"] for _ in range(4)]

        def running() -> list[int]:
            return [job for job in jobs if site.job(job)["state"] == "running"]

        until(lambda: len(running()) == 2, what="two jobs did not run at the same time")
        own = [process.pid for process in first.children]
        (taken,) = (job for job in running() if site.process_of(job).pid in own)
        process = site.process_of(taken)

        first.kill()

        until(lambda: gone(process), what="the process did not end with its parent")
        site.end_lease(taken)
    for job in jobs:
        site.wait_for(job, state="succeeded")
    with site.services.database.read() as session:
        assert sorted(session.scalars(select(Segmentation.job_id))) == jobs
    assert second.terminate() == 0
    assert "Traceback" not in second.log.read_text()
