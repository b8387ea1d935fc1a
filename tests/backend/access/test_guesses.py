"""Whoever guesses passwords is slowed down, and nobody else is kept out for long."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from backend.access.guesses import PER_NAME, PER_NAME_AND_ADDRESS, GuessBook
from backend.errors import TooOften
from backend.services import Services
from db.models import Guess
from tests.backend.conftest import PASSWORD, SignIn

HERE, THERE = "10.0.0.1", "10.0.0.2"
HOUR = 3600


@pytest.fixture
def book(services: Services) -> GuessBook:
    """Count guesses in the application's database."""
    return GuessBook(services.database)


def attempt(client: FlaskClient, *, name: str, password: str = "wrong", address: str = HERE) -> TestResponse:
    body = {"name": name, "password": password}
    return client.post("/api/session", json=body, environ_base={"REMOTE_ADDR": address})


def let_pass(services: Services, seconds: int) -> None:
    """Let so much time have passed since the last tries."""
    with services.database.write() as session:
        for row in session.scalars(select(Guess)):
            row.last_at -= timedelta(seconds=seconds)


def test_after_some_wrong_passwords_even_the_right_one_has_to_wait(
    sign_in: SignIn, client: FlaskClient, services: Services
) -> None:
    sign_in("viewer")
    for _ in range(PER_NAME_AND_ADDRESS.free):
        assert attempt(client, name="viewer").status_code == 401

    refused = attempt(client, name="viewer", password=PASSWORD)

    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "1"
    assert refused.json["detail"] == "There were too many wrong tries. Please try again in 1 seconds."
    let_pass(services, 1)
    assert attempt(client, name="viewer", password=PASSWORD).status_code == 200


def test_a_name_that_nobody_has_is_answered_as_one_that_somebody_has(sign_in: SignIn, client: FlaskClient) -> None:
    sign_in("viewer")

    replies = {name: [attempt(client, name=name) for _ in range(7)] for name in ("viewer", "nobody")}

    shown = {name: [(reply.status_code, reply.json) for reply in list_] for name, list_ in replies.items()}
    assert shown["viewer"] == shown["nobody"]


def test_the_right_password_starts_the_count_of_its_place_anew(sign_in: SignIn, client: FlaskClient) -> None:
    sign_in("viewer")
    for _ in range(2):
        for _ in range(PER_NAME_AND_ADDRESS.free - 1):
            assert attempt(client, name="viewer").status_code == 401
        assert attempt(client, name="viewer", password=PASSWORD).status_code == 200


def test_a_guesser_elsewhere_does_not_lock_a_colleague_out(sign_in: SignIn, client: FlaskClient) -> None:
    sign_in("viewer")
    for _ in range(PER_NAME_AND_ADDRESS.free + 3):
        attempt(client, name="viewer", address=THERE)

    assert attempt(client, name="viewer", password=PASSWORD, address=HERE).status_code == 200


def test_guesses_from_many_places_count_together(sign_in: SignIn, client: FlaskClient, services: Services) -> None:
    sign_in("viewer")
    for number in range(PER_NAME.free):
        assert attempt(client, name="viewer", address=f"10.1.0.{number}").status_code == 401

    assert attempt(client, name="viewer", address="10.2.0.1").status_code == 429
    let_pass(services, PER_NAME.longest_seconds)
    assert attempt(client, name="viewer", password=PASSWORD, address="10.2.0.1").status_code == 200


def test_no_more_than_a_hundred_wrong_tries_an_hour_reach_an_account() -> None:
    tries, passed = 0, timedelta(0)
    while passed < timedelta(seconds=HOUR):
        tries += 1
        passed += PER_NAME.pause(tries)

    assert tries <= 100


def test_the_pause_doubles_up_to_a_longest_one() -> None:
    pauses = [PER_NAME_AND_ADDRESS.pause(PER_NAME_AND_ADDRESS.free + more).seconds for more in (-1, 0, 1, 2, 3, 1000)]

    assert pauses == [0, 1, 2, 4, 8, 900]


def test_guesses_at_one_moment_count_as_many(book: GuessBook) -> None:
    def enter(_: int) -> bool:
        try:
            book.enter(name="Kim", address=HERE)
        except TooOften:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        let_through = sum(pool.map(enter, range(16)))

    assert let_through == PER_NAME_AND_ADDRESS.free


def test_guessing_ones_own_password_from_an_open_session_is_slowed_down_too(viewer: FlaskClient) -> None:
    body = {"current_password": "wrong", "new_password": "another long phrase"}

    statuses = [viewer.put("/api/session/password", json=body).status_code for _ in range(6)]

    assert statuses == [422] * 5 + [429]


def test_tries_are_forgotten_after_an_hour_without_one(book: GuessBook, services: Services) -> None:
    for _ in range(PER_NAME_AND_ADDRESS.free):
        book.enter(name="Kim", address=HERE)
    let_pass(services, HOUR + 1)

    book.enter(name="Kim", address=HERE)

    with services.database.read() as session:
        assert session.scalars(select(Guess.tries)).all() == [1, 1]
    let_pass(services, HOUR + 1)
    book.forgive(name="Lee", address=HERE)
    with services.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Guess)) == 0


def test_what_was_typed_as_a_name_is_not_kept(book: GuessBook, services: Services) -> None:
    book.enter(name="a password in the wrong field", address=HERE)

    with services.database.read() as session:
        kept = session.scalars(select(Guess.subject_hash)).all()
    assert all(len(subject) == 64 and set(subject) <= set("0123456789abcdef") for subject in kept)


def test_the_wait_is_told_in_korean(client: FlaskClient, services: Services) -> None:
    for _ in range(PER_NAME_AND_ADDRESS.free):
        attempt(client, name="Kim")
    with services.database.write() as session:
        session.execute(update(Guess).values(tries=9))

    body = {"name": "Kim", "password": "wrong"}
    reply = client.post(
        "/api/session", json=body, environ_base={"REMOTE_ADDR": HERE}, headers={"Accept-Language": "ko"}
    )

    assert reply.json["title"] == "요청이 너무 많습니다"
    assert reply.json["detail"].startswith("잘못된 시도가 너무 많았습니다. 1")
