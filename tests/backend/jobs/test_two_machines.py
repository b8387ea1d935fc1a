"""Two workers on Redis and a MySQL-protocol server, as on several machines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from backend.settings import Settings
from db.models import Segmentation, Worker
from db.upgrade import upgrade
from tests.support.database import MysqlDatabases
from tests.support.mariadb import MissingServerError
from tests.support.redis import redis_server
from tests.support.site import Site, open_site, until


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
                lease_seconds=3.0,
                heartbeat_seconds=0.5,
                sweep_seconds=0.5,
            )
            with open_site(settings) as site:
                yield site
    except MissingServerError as error:
        pytest.fail(str(error), pytrace=False)


def test_two_workers_share_the_jobs_and_one_takes_over_from_the_other(site: Site, files: dict[str, Path]) -> None:
    first, second = site.start_worker(), site.start_worker()

    def both_ready() -> bool:
        with site.services.database.read() as session:
            return session.scalar(select(func.count()).select_from(Worker)) == 2

    until(both_ready, what=f"two workers did not become ready; see {first.log} and {second.log}")
    jobs = [site.upload(files)["id"] for _ in range(4)]
    until(
        lambda: sum(site.job(job)["state"] == "running" for job in jobs) == 2,
        what="two jobs did not run at the same time",
    )

    first.kill()

    for job in jobs:
        site.wait_for(job, state="succeeded")
    with site.services.database.read() as session:
        assert sorted(session.scalars(select(Segmentation.job_id))) == jobs
    assert second.terminate() == 0
    assert "Traceback" not in second.log.read_text()
