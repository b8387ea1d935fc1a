"""A log that was tampered with is found out."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import pytest
from sqlalchemy import text

from backend.audit import AuditLog, verify
from backend.audit.chain import BEFORE_THE_FIRST, link
from backend.audit.entry import Entry
from db.models import AuditEvent, AuditHead
from db.session import SessionFactory, make_engine
from tests.backend.audit.conftest import Events


@pytest.fixture
def five(log: AuditLog, entry: Entry) -> AuditLog:
    """Fill the log with five events."""
    for _ in range(5):
        log.add(entry)
    return log


def tamper(database: SessionFactory, *statements: str) -> None:
    """Do what somebody with the database's password can do."""
    with database.write() as session:
        for statement in statements:
            session.execute(text(statement))


def test_an_empty_log_is_whole(database: SessionFactory) -> None:
    verdict = verify(database)

    assert verdict.problems == ()
    assert (verdict.events, verdict.last_id, verdict.last_hash) == (0, 0, BEFORE_THE_FIRST)


def test_a_log_that_nobody_touched_is_whole(database: SessionFactory, five: AuditLog, events: Events) -> None:
    verdict = verify(database)

    assert verdict.problems == ()
    assert (verdict.events, verdict.last_id, verdict.last_hash) == (5, 5, events()[-1].hash)
    assert [event.id for event in events()] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "change",
    [
        "account_id = 4",
        "account_id = NULL",
        "account_name = 'eve'",
        "role = 'admin'",
        "via = 'token'",
        "address = '192.0.2.8'",
        "action = 'study.list'",
        "outcome = 'refused'",
        "status = 404",
        "target_kind = 'patient'",
        "target_id = 8",
        "study_id = 8",
        "patient_id = NULL",
        "attempt_id = 1",
        "detail = '{}'",
        "at = '2020-01-01 00:00:00.000000'",
    ],
)
def test_an_altered_column_is_found(database: SessionFactory, five: AuditLog, change: str) -> None:
    tamper(database, f"UPDATE audit_events SET {change} WHERE id = 3")

    assert verify(database).problems == ("Event 3 is not as it was written.",)


def test_an_altered_event_with_its_hash_made_anew_is_found_by_the_next_one(
    database: SessionFactory, five: AuditLog
) -> None:
    with database.write() as session:
        event, before = session.get_one(AuditEvent, 3), session.get_one(AuditEvent, 2)
        event.account_name = "eve"
        event.hash = link(event, previous=before.hash)

    assert verify(database).problems == ("Event 4 is not as it was written.",)


def test_an_altered_last_event_is_found_even_with_its_hash_made_anew(database: SessionFactory, five: AuditLog) -> None:
    with database.write() as session:
        event, before = session.get_one(AuditEvent, 5), session.get_one(AuditEvent, 4)
        event.account_name = "eve"
        event.hash = link(event, previous=before.hash)

    assert verify(database).problems == ("Event 5 is not the one that was written last.",)


@pytest.mark.parametrize(
    ("condition", "problem"),
    [
        ("id = 1", "Event 1 is missing."),
        ("id = 3", "Event 3 is missing."),
        ("id IN (2, 3)", "Events 2 to 3 are missing."),
        ("id = 5", "Event 5 is missing."),
        ("id > 2", "Events 3 to 5 are missing."),
        ("id > 0", "Events 1 to 5 are missing."),
    ],
)
def test_removed_events_are_found(database: SessionFactory, five: AuditLog, condition: str, problem: str) -> None:
    tamper(database, f"DELETE FROM audit_events WHERE {condition}")

    assert verify(database).problems == (problem,)


def test_a_removed_event_whose_place_is_taken_by_the_next_is_found(database: SessionFactory, five: AuditLog) -> None:
    tamper(
        database,
        "DELETE FROM audit_events WHERE id = 3",
        "UPDATE audit_events SET id = 3 WHERE id = 4",
        "UPDATE audit_events SET id = 4 WHERE id = 5",
        "UPDATE audit_head SET event_id = 4",
    )

    assert verify(database).problems == (
        "Event 3 is not as it was written.",
        "Event 4 is not as it was written.",
    )


def test_events_slipped_in_after_the_end_are_found(database: SessionFactory, five: AuditLog) -> None:
    tamper(database, "UPDATE audit_head SET event_id = 4")

    assert "Event 5 lies after the log's end, which is event 4." in verify(database).problems


def test_a_missing_mark_of_the_end_is_found_and_nothing_is_added_to_such_a_log(
    database: SessionFactory, five: AuditLog, entry: Entry
) -> None:
    tamper(database, "DELETE FROM audit_head")

    with pytest.raises(Exception, match="cannot be written"):
        five.add(entry)
    assert verify(database).problems == ("The mark of the log's end is missing.",)


def test_a_log_written_anew_is_found_with_an_event_that_was_noted_down(
    database: SessionFactory, five: AuditLog, entry: Entry
) -> None:
    noted = verify(database)
    tamper(database, "DELETE FROM audit_events", "DELETE FROM audit_head")
    for _ in range(5):
        five.add(entry)

    assert verify(database).problems == ()
    assert verify(database, expected=(noted.last_id, noted.last_hash)).problems == (
        "Event 5 has another hash than expected: the log was written anew.",
    )
    assert verify(database, expected=(6, noted.last_hash)).problems == (
        "The log ends before event 6, which is expected in it.",
    )


def test_what_was_noted_down_is_still_right_when_the_log_has_gone_on(
    database: SessionFactory, five: AuditLog, entry: Entry
) -> None:
    noted = verify(database)
    five.add(entry)

    assert verify(database, expected=(noted.last_id, noted.last_hash)).problems == ()


def test_changes_whose_end_nobody_knows_are_counted(database: SessionFactory, log: AuditLog) -> None:
    def add(**columns: object) -> int:
        return log.add(Entry(action="patient.change", via="browser", address="", **columns))  # type: ignore[arg-type]

    add(outcome="begun")
    attempt = add(outcome="begun")
    add(outcome="done", attempt_id=attempt)

    assert verify(database).unsettled == 1


def test_writers_at_the_same_moment_make_one_chain(database_url: str, entry: Entry) -> None:
    failures: list[BaseException] = []

    def write() -> None:
        # An engine of its own, as another process has.
        engine = make_engine(database_url)
        try:
            log = AuditLog(SessionFactory(engine))
            for _ in range(10):
                log.add(entry)
        except BaseException as error:
            failures.append(error)
        finally:
            engine.dispose()

    together([write] * 8)

    engine = make_engine(database_url)
    verdict = verify(SessionFactory(engine))
    engine.dispose()
    assert failures == []
    assert (verdict.events, verdict.last_id, verdict.problems) == (80, 80, ())


def test_a_log_that_is_being_written_is_verified_without_a_false_alarm(database_url: str, entry: Entry) -> None:
    found: list[str] = []

    def write() -> None:
        engine = make_engine(database_url)
        for _ in range(20):
            AuditLog(SessionFactory(engine)).add(entry)
        engine.dispose()

    def check() -> None:
        engine = make_engine(database_url)
        for _ in range(10):
            found.extend(verify(SessionFactory(engine)).problems)
        engine.dispose()

    together([write, write, check])

    assert found == []


def test_the_mark_of_the_end_is_one_row(database: SessionFactory, five: AuditLog) -> None:
    with database.read() as session:
        head = session.get_one(AuditHead, 1)
        assert (head.event_id, head.hash) == (5, session.get_one(AuditEvent, 5).hash)


def together(work: list[Callable[[], None]]) -> None:
    """Run things at the same moment."""
    threads = [Thread(target=each) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
