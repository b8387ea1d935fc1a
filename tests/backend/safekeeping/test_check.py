"""What `neuroslice check` finds, and what it leaves alone."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
import pytest
from sqlalchemy import delete, update

from backend.safekeeping.check import Checker, Finding
from backend.services import Services
from db.models import Image, Segmentation, Study
from tests.support.studies import SHAPE, store_mask, stored_files, stored_path

ORPHAN = "ab" + "0" * 62


@pytest.fixture
def checker(services: Services) -> Checker:
    """Look at the test's own installation."""
    return Checker(services.database, store=services.store)


@pytest.fixture
def mask(study: dict[str, Any], services: Services) -> int:
    """Store a mask of the study."""
    empty = np.zeros(SHAPE, np.uint8)
    return store_mask(services, study["job"]["id"], empty, uncertainty=empty)


def hash_of(services: Services, channel: str) -> str:
    with services.database.read() as session:
        return session.query(Image.sha256).where(Image.channel == channel).scalar()


def put_orphan(services: Services) -> None:
    path = stored_path(services, ORPHAN)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"nobody's")


def test_nothing_is_wrong_with_a_whole_installation(checker: Checker, mask: int) -> None:
    assert list(checker.check(safe_age=0)) == []


def test_everything_is_looked_at_once(services: Services, mask: int) -> None:
    looked_at: list[None] = []
    checker = Checker(services.database, store=services.store, on_progress=lambda: looked_at.append(None))

    list(checker.check())

    assert len(looked_at) == checker.count() == 5


def test_a_missing_file_is_found(checker: Checker, study: dict[str, Any], services: Services) -> None:
    sha256 = hash_of(services, "t1")
    stored_path(services, sha256).unlink()

    assert list(checker.check()) == [Finding("missing", f"file {sha256} of study {study['id']}")]


def test_a_single_changed_bit_is_found(checker: Checker, study: dict[str, Any], services: Services) -> None:
    sha256 = hash_of(services, "t2")
    path = stored_path(services, sha256)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    assert list(checker.check()) == [Finding("damaged", f"file {sha256} of study {study['id']}")]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"labels": b"no zlib"}, "labels"),
        ({"labels": zlib.compress(b"another mask")}, "labels"),
        ({"uncertainty": zlib.compress(b"others")}, "uncertainties"),
        ({"uncertainty": None}, "uncertainties"),
    ],
)
def test_a_damaged_mask_is_found(
    checker: Checker, services: Services, mask: int, columns: dict[str, Any], words: str
) -> None:
    with services.database.write() as session:
        session.execute(update(Segmentation).values(columns))

    assert list(checker.check()) == [Finding("damaged", f"{words} of mask {mask}")]


def test_records_that_contradict_each_other_are_found(checker: Checker, services: Services, mask: int) -> None:
    with services.database.write() as session:
        session.execute(delete(Segmentation))
        session.execute(update(Study).values(status="running"))
        session.execute(delete(Image))

    assert {(found.kind, found.what.split(" ", 2)[2]) for found in checker.check()} == {
        ("contradictory", "succeeded without a mask"),
        ("contradictory", "is running and its newest job succeeded"),
        ("contradictory", "has no image"),
    }


def test_a_file_that_nothing_refers_to_is_found_and_removed(
    checker: Checker, services: Services, study: dict[str, Any]
) -> None:
    before = stored_files(services)
    put_orphan(services)

    assert list(checker.check(safe_age=0)) == [Finding("orphaned", ORPHAN)]
    assert checker.collect(safe_age=0) == 1
    assert list(checker.check(safe_age=0)) == []
    assert stored_files(services) == before


def test_a_file_that_may_be_coming_in_is_left_alone(checker: Checker, services: Services) -> None:
    put_orphan(services)

    assert list(checker.check()) == []
    assert checker.collect() == 0
    assert stored_path(services, ORPHAN).exists()


def test_what_has_no_business_in_the_store_is_named_and_left_to_a_person(checker: Checker, services: Services) -> None:
    put_orphan(services)
    stray = stored_path(services, ORPHAN).with_name("notes.txt")
    stray.write_text("who put this here?")

    assert Finding("stray", "ab/notes.txt") in list(checker.check())
    checker.collect(safe_age=0)
    assert stray.exists()
