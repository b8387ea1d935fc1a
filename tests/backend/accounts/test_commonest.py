"""Passwords that are guessed first are refused, and no others."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from backend.accounts.commonest import is_among_the_commonest
from tests.backend.conftest import PASSWORD

COMMON = [
    "password1234",
    "Password2026!",
    "P@ssw0rd1234",
    "passwordpassword",
    "123456789012",
    "qwertyuiop12",
    "1qaz2wsx3edc",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "121212121212",
    "Welcome to NeuroSlice",
    "iloveyou iloveyou",
    "administrator1",
    "letmein letmein 1",
    "Hospital2026!!",
    "zyxwvutsrqponm",
    "football2026",
    # Known from leaks.
    "chickenwing101",
    "Finalfantasy",
    "gfhjkmgfhjkm",
    "Contortionist 7",
]
OWN = [
    PASSWORD,
    "a long enough one",
    "yet another phrase",
    "blue kettle under the stairs",
    "my password is a kettle of fish",
    "x7#kLm2!pQr9",
    "4815162342108",
    "비밀번호는길고안전하게하자",
    "🦊🐙🦋🌵🎻🚲🧭🪁🧶🎲🪴🛶",
]


@pytest.mark.parametrize("password", COMMON)
def test_what_is_guessed_first_is_among_the_commonest(password: str) -> None:
    assert is_among_the_commonest(password)


@pytest.mark.parametrize("password", OWN)
def test_what_somebody_thought_of_is_not(password: str) -> None:
    assert not is_among_the_commonest(password)


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("password1234", "This is one of the passwords that are guessed first; choose another one."),
        ("a        long", "At least 12 characters, several spaces counting as one."),
        ("x" * 64 + "y" * 65, "This may have at most 128 characters."),
    ],
)
def test_a_bad_password_is_refused_with_the_reason(admin: FlaskClient, password: str, message: str) -> None:
    reply = admin.post("/api/accounts", json={"name": "Kim", "password": password, "role": "viewer"})

    assert reply.status_code == 422
    assert reply.json["errors"] == [{"field": "password", "message": message}]


def test_a_common_password_is_refused_everywhere(admin: FlaskClient, viewer: FlaskClient, client: FlaskClient) -> None:
    common = "password1234"
    number = viewer.get("/api/session").json["account"]["id"]

    replies = [
        viewer.put("/api/session/password", json={"current_password": PASSWORD, "new_password": common}),
        admin.patch(f"/api/accounts/{number}", json={"password": common}),
        client.post("/api/first-run", json={"code": "A", "name": "root", "password": common}),
    ]

    assert [reply.status_code for reply in replies] == [422] * 3


def test_a_long_password_of_any_characters_is_taken_as_it_is(admin: FlaskClient, client: FlaskClient) -> None:
    password = ("두 대의 자전거와 🦊 " * 20)[:127] + "!"
    admin.post("/api/accounts", json={"name": "Kim", "password": password, "role": "viewer"})

    assert client.post("/api/session", json={"name": "Kim", "password": password}).status_code == 200
    assert client.post("/api/session", json={"name": "Kim", "password": password[:-1]}).status_code == 401
