"""A backup that is made while real processes take in, segment, delete and remove for good."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from backend.safekeeping.backup import back_up
from backend.safekeeping.check import Checker
from backend.services import make_services
from backend.settings import Settings
from tests.faults.installation import Installation
from tests.faults.rows import rows_without_their_owner
from tests.faults.servers import mariadb, running
from tests.faults.volumes import different_volumes
from tests.support.backups import everything, take_in
from tests.support.database import MysqlDatabases
from tests.support.patience import until

SOME = 4


@pytest.fixture(params=["sqlite", "mysql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """Run an installation whose deletions are for good whenever its worker looks."""
    with ExitStack() as stack:
        url = ""
        if request.param == "mysql":
            url = stack.enter_context(running(mariadb(tmp_path / "mariadb"))).url
        environment = {"NEUROSLICE_DELETION_GRACE_DAYS": "0"}
        made = Installation(tmp_path / "data", database_url=url, environment=environment)
        made.start_web()
        made.start_worker()
        yield stack.enter_context(closing(made))


@pytest.fixture
def crosswise(request: pytest.FixtureRequest, site: Installation, tmp_path: Path) -> str:
    """Give the URL of an empty database of the other kind."""
    if site.services.database.engine.dialect.name == "mysql":
        return f"sqlite:///{tmp_path / 'other' / 'neuroslice.sqlite3'}"
    databases: MysqlDatabases = request.getfixturevalue("mysql_databases")
    return databases.create("neuroslice_crosswise")


def test_a_backup_that_is_made_while_everybody_works_is_whole_in_a_database_of_the_other_kind(
    site: Installation, crosswise: str, tmp_path: Path
) -> None:
    volumes, chance = different_volumes(tmp_path / "case"), random.Random(1)
    some, saved = threading.Event(), threading.Event()

    def work() -> None:
        while not saved.is_set():
            site.upload(next(volumes)).raise_for_status()
            if len(site.promises) % 3 == 0:
                site.delete(chance.choice([each for each in site.promises if each.study_id not in site.deleted]))
            if len(site.promises) == SOME:
                some.set()

    with ThreadPoolExecutor() as pool:
        working = pool.submit(work)
        try:
            until(lambda: some.is_set() or working.done(), what="nobody works")
            before = {promise.study_id for promise in site.promises}
            back_up(tmp_path / "backup", database=site.services.database, store=site.services.store)
            perhaps_deleted = set(site.perhaps_deleted)
        finally:
            saved.set()
        working.result()

    other = make_services(Settings(data_dir=tmp_path / "other", database_url=crosswise))
    take_in(other, tmp_path / "backup")
    assert list(Checker(other.database, store=other.store).check(safe_age=0)) == []
    assert list(rows_without_their_owner(other.database)) == []
    there = {row[0] for row in everything(other)["studies"]}
    assert before - perhaps_deleted <= there <= {promise.study_id for promise in site.promises}
    other.database.engine.dispose()
