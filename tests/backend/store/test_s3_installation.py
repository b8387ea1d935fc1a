"""A whole installation whose volumes lie in an S3 store, seen from two machines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.safekeeping.backup import back_up
from backend.safekeeping.check import Checker, Finding
from backend.safekeeping.restore import restore
from backend.services import Services, make_services
from backend.settings import Settings
from tests.support.database import SqliteDatabases
from tests.support.s3 import KEY, SECRET, S3Server
from tests.support.site import Site, open_site
from tests.support.studies import purge

ORPHAN = "ab" + "0" * 62


@pytest.fixture
def bucket(s3_server: S3Server) -> str:
    return s3_server.new_bucket()


@pytest.fixture
def site(bucket: str, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Site]:
    data_dir = tmp_path / "here"
    url = sqlite_databases.fresh(data_dir)
    settings = Settings(data_dir=data_dir, database_url=url, store_url=bucket, store_key=KEY, store_secret=SECRET)
    with open_site(settings) as site:
        yield site


@pytest.fixture
def other(site: Site, tmp_path: Path) -> Iterator[Services]:
    """Give another machine of the same installation."""
    (tmp_path / "there").mkdir()
    services = make_services(site.settings.model_copy(update={"data_dir": tmp_path / "there"}))
    yield services
    services.database.engine.dispose()


def objects(server: S3Server, bucket: str) -> list[str]:
    return sorted(server.files().find(bucket.removeprefix("s3://").partition("?")[0]))


def test_an_upload_lies_in_the_bucket_and_comes_back_byte_for_byte_and_as_slices(
    site: Site, files: dict[str, Path], bucket: str, s3_server: S3Server
) -> None:
    study_id = site.upload(files)["study_id"]

    assert len(objects(s3_server, bucket)) == 4
    for address in ("flair.nii.gz", "flair.nii.gz?grid=canonical", "flair/axial/5.png"):
        with site.client.get(f"/api/studies/{study_id}/images/{address}") as reply:
            assert reply.status_code == 200
    with site.client.get(f"/api/studies/{study_id}/images/t1.nii.gz") as reply:
        assert reply.data == files["t1"].read_bytes()


def test_another_machine_shows_what_it_has_never_seen(site: Site, files: dict[str, Path], other: Services) -> None:
    study_id = site.upload(files)["study_id"]

    image = other.images.find(study_id, "t2")

    assert other.images.slice(image, "axial", 5).shape == image.shape[1::-1]
    assert other.images.uploaded_file(image).read_bytes() == files["t2"].read_bytes()


def test_what_is_deleted_for_good_is_gone_from_the_bucket_and_from_every_machine(
    site: Site, files: dict[str, Path], other: Services, bucket: str, s3_server: S3Server
) -> None:
    study_id = site.upload(files)["study_id"]
    other.images.slice(other.images.find(study_id, "t2"), "axial", 5)
    site.client.delete(f"/api/studies/{study_id}")

    purge(site.services)
    other.store.clean()

    assert objects(s3_server, bucket) == []
    for services in (site.services, other):
        assert [path for path in (services.settings.data_dir / "cache").rglob("*") if path.is_file()] == []


def test_a_missing_an_orphaned_and_a_damaged_object_are_found(
    site: Site, files: dict[str, Path], bucket: str, s3_server: S3Server
) -> None:
    study_id = site.upload(files)["study_id"]
    missing, damaged, *_ = objects(s3_server, bucket)
    folder = missing.rpartition("/")[0].rpartition("/")[0]
    s3_server.files().rm(missing)
    s3_server.files().pipe_file(damaged, b"rot")
    s3_server.files().pipe_file(f"{folder}/ab/{ORPHAN}", b"nobody's")
    checker = Checker(site.services.database, store=site.services.store)

    def name(path: str) -> str:
        return f"file {path.rpartition('/')[2]} of study {study_id}"

    assert set(checker.check(safe_age=0)) == {
        Finding("missing", name(missing)),
        Finding("damaged", name(damaged)),
        Finding("orphaned", ORPHAN),
    }
    assert checker.collect(safe_age=0) == 1


def test_a_backup_of_a_bucket_is_taken_in_by_a_disk_and_by_another_bucket(
    site: Site, files: dict[str, Path], s3_server: S3Server, tmp_path: Path
) -> None:
    site.upload(files)
    whole = back_up(tmp_path / "backup", database=site.services.database, store=site.services.store)
    settings: dict[str, dict[str, Any]] = {
        "disk": {},
        "bucket": {"store_url": s3_server.new_bucket(), "store_key": KEY, "store_secret": SECRET},
    }
    for name, store in settings.items():
        (tmp_path / name).mkdir()
        services = make_services(Settings(data_dir=tmp_path / name, **store))

        restore(
            tmp_path / "backup",
            database=services.database,
            database_url=services.settings.database_url,
            store=services.store,
        )

        assert sorted(file.sha256 or "" for file in services.store.contents()) == whole.volumes
        assert list(Checker(services.database, store=services.store).check(safe_age=0)) == []
        services.database.engine.dispose()


def test_a_store_that_does_not_answer_is_named_by_the_ready_page(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OSError("away")

    assert "store" not in [failure.field for failure in site.services.health.failures()]
    monkeypatch.setattr(site.services.store, "check", away)
    assert "store" in [failure.field for failure in site.services.health.failures()]
