"""That the judge of the faults sees what they may do; one that never finds anything would prove nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import delete, update

from db.models import Image, Job, Patient
from tests.faults.installation import Installation
from tests.faults.promises import broken_promises, jobs_without_a_mask
from tests.faults.rows import rows_without_their_owner
from tests.faults.verdict import Verdict, judge_records
from tests.faults.volumes import different_volumes


@pytest.fixture(scope="module")
def uploaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Make an installation with a study whose job nobody has run."""
    folder = tmp_path_factory.mktemp("judged")
    installation = Installation(folder / "data")
    installation.start_web()
    installation.upload(next(different_volumes(folder / "case"))).raise_for_status()
    yield installation
    installation.close()


@pytest.fixture
def site(uploaded: Installation) -> Iterator[Installation]:
    """Give it with what its user was told as it was at first."""
    told = list(uploaded.promises)
    yield uploaded
    uploaded.promises = told
    uploaded.unanswered, uploaded.deleted, uploaded.perhaps_deleted = [], set(), set()


def test_an_installation_that_kept_every_promise_is_whole(site: Installation) -> None:
    verdict = Verdict("nothing at all")

    with verdict.attempt():
        judge_records(site, verdict)

    assert (verdict.lost, verdict.left, verdict.recovered) == ([], [], 1)


def test_a_study_that_is_not_there_or_has_other_values_is_lost(site: Installation) -> None:
    promise = site.promises[0]
    site.promises = [replace(promise, study_id=77), replace(promise, voxels={**promise.voxels, "t2": "other"})]

    assert list(broken_promises(site)) == ["study 77", f"volumes of study {promise.study_id}"]


def test_a_study_that_is_back_after_its_deletion_was_acknowledged_is_found(site: Installation) -> None:
    site.deleted = site.perhaps_deleted = {site.promises[0].study_id}

    assert list(broken_promises(site)) == [f"study {site.promises[0].study_id} is back after it was deleted"]


def test_a_study_that_nobody_was_told_of_is_let_be_once_if_it_is_what_was_sent(site: Installation) -> None:
    promise = site.promises.pop()

    assert list(broken_promises(site)) == [f"study {promise.study_id} is no upload that went unanswered"]
    site.unanswered = [promise.voxels]
    assert list(broken_promises(site)) == []


def test_a_job_that_ends_without_its_mask_is_found(site: Installation) -> None:
    (job_id,) = (promise.job_id for promise in site.promises)

    assert list(jobs_without_a_mask(site)) == [f"job {job_id} is queued with 0 masks"]
    with site.services.database.write() as session:
        session.execute(update(Job).values(state="succeeded"))
    assert list(jobs_without_a_mask(site)) == [f"job {job_id} is succeeded with 0 masks"]
    with site.services.database.write() as session:
        session.execute(update(Job).values(state="queued"))


def test_rows_whose_owner_is_gone_and_files_without_a_row_are_left_behind(site: Installation) -> None:
    verdict = Verdict("rows taken away")
    with site.services.database.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        connection.execute(delete(Patient))
        connection.execute(delete(Image).where(Image.channel == "t2"))
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")

    with verdict.attempt():
        judge_records(site, verdict)

    assert list(rows_without_their_owner(site.services.database)) == ["1 rows of studies refer to no row of patients"]
    assert ["orphaned" in words for words in verdict.left] == [True, False]
    assert (verdict.tried, verdict.recovered) == (1, 0)
