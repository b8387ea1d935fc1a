"""Setting up a second factor, signing in with it, losing it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from backend.access import Identity
from backend.access.cookie import COOKIE
from backend.access.guesses import PER_NAME_AND_ADDRESS
from backend.services import Services
from db.models import AuditEvent, RecoveryCode, SecondFactor
from tests.backend.conftest import PASSWORD, SignIn
from tests.backend.second_factor.conftest import Clock, SetUp

OWN = "/api/session/second-factor"


def attempt(client: FlaskClient, *, code: str | None = None, password: str = PASSWORD) -> TestResponse:
    body = {"name": "viewer", "password": password}
    return client.post("/api/session", json=body if code is None else body | {"code": code})


def fields(reply: TestResponse) -> list[str]:
    return [error["field"] for error in reply.json["errors"]]


def test_whoever_has_set_up_an_app_is_asked_for_its_code(
    viewer: FlaskClient, client: FlaskClient, set_up: SetUp
) -> None:
    app = set_up(viewer)

    asked = attempt(client)
    assert (asked.status_code, fields(asked)) == (401, ["code"])
    assert "Set-Cookie" not in asked.headers
    assert attempt(client, code=app.code).status_code == 200
    assert client.get("/api/session").status_code == 200


def test_how_it_stands_is_shown(viewer: FlaskClient, set_up: SetUp) -> None:
    assert viewer.get(OWN).json == {"enrolled": False, "required": False, "recovery_codes_left": 0}

    set_up(viewer)

    assert viewer.get(OWN).json == {"enrolled": True, "required": False, "recovery_codes_left": 10}


def test_a_wrong_code_is_401_and_says_that_it_is_the_code(
    viewer: FlaskClient, client: FlaskClient, set_up: SetUp
) -> None:
    app = set_up(viewer)

    wrong = attempt(client, code=f"{(int(app.code) + 1) % 1_000_000:06d}")

    assert (wrong.status_code, fields(wrong)) == (401, ["code"])


def test_a_right_code_with_a_wrong_password_says_nothing_of_the_code(
    viewer: FlaskClient, client: FlaskClient, set_up: SetUp
) -> None:
    app = set_up(viewer)

    replies = [attempt(client, password="wrong", code=code) for code in (app.code, "000000", "")]

    assert [(reply.status_code, reply.json["detail"], fields(reply)) for reply in replies] == [
        (401, "Name or password is not right.", [])
    ] * 3
    assert attempt(client, code=app.code).status_code == 200


def test_a_code_is_taken_once(viewer: FlaskClient, client: FlaskClient, set_up: SetUp) -> None:
    app = set_up(viewer)
    assert attempt(client, code=app.code).status_code == 200

    assert attempt(client, code=app.code).status_code == 401


def test_no_code_from_before_the_last_one_is_taken(
    viewer: FlaskClient, client: FlaskClient, set_up: SetUp, clock: Clock
) -> None:
    app = set_up(viewer)
    older = app.code
    clock.wait(steps=1)
    assert attempt(client, code=app.code).status_code == 200

    assert attempt(client, code=older).status_code == 401


def test_the_code_that_set_the_app_up_does_not_sign_in_as_well(
    viewer: FlaskClient, client: FlaskClient, set_up: SetUp, clock: Clock
) -> None:
    app = set_up(viewer)
    clock.wait(steps=-1)

    assert attempt(client, code=app.code).status_code == 401


def test_of_many_that_come_with_one_code_at_one_moment_one_gets_in(
    viewer: FlaskClient, set_up: SetUp, services: Services
) -> None:
    app = set_up(viewer)
    number = viewer.get("/api/session").json["account"]["id"]
    code = app.code

    with ThreadPoolExecutor(6) as pool:
        accepted = list(pool.map(lambda _: services.second_factors.accepts(number, code=code), range(6)))

    assert accepted.count(True) == 1


def test_codes_are_guessed_no_faster_than_passwords(viewer: FlaskClient, client: FlaskClient, set_up: SetUp) -> None:
    set_up(viewer)

    # Whoever knows the password does not start the count anew by giving it alone.
    statuses = []
    for _ in range(PER_NAME_AND_ADDRESS.free):
        statuses += [attempt(client).status_code, attempt(client, code="000000").status_code]

    assert set(statuses) == {401}
    assert attempt(client, code="000000").status_code == 429


def test_being_asked_for_the_code_is_no_wrong_try(viewer: FlaskClient, client: FlaskClient, set_up: SetUp) -> None:
    app = set_up(viewer)

    for _ in range(PER_NAME_AND_ADDRESS.free + 3):
        assert attempt(client).status_code == 401

    assert attempt(client, code=app.code).status_code == 200


def test_a_recovery_code_stands_in_for_the_app_once(viewer: FlaskClient, client: FlaskClient, set_up: SetUp) -> None:
    app = set_up(viewer)
    code = app.recovery_codes[0]

    assert attempt(client, code=f" {code.lower()} ").status_code == 200
    assert attempt(client, code=code).status_code == 401
    assert client.get(OWN).json["recovery_codes_left"] == 9
    assert attempt(client, code=app.recovery_codes[1].replace("-", "")).status_code == 200


def test_recovery_codes_of_one_account_are_worth_nothing_to_another(
    viewer: FlaskClient, radiologist: FlaskClient, client: FlaskClient, set_up: SetUp
) -> None:
    set_up(viewer)
    other = set_up(radiologist)

    assert attempt(client, code=other.recovery_codes[0]).status_code == 401


def test_new_recovery_codes_end_the_old_ones(viewer: FlaskClient, client: FlaskClient, set_up: SetUp) -> None:
    app = set_up(viewer)

    renewed = viewer.post(f"{OWN}/recovery-codes", json={"password": PASSWORD})

    assert renewed.status_code == 201
    assert attempt(client, code=app.recovery_codes[0]).status_code == 401
    assert attempt(client, code=renewed.json["recovery_codes"][0]).status_code == 200


def test_the_database_holds_neither_the_key_nor_a_recovery_code(
    viewer: FlaskClient, set_up: SetUp, services: Services
) -> None:
    app = set_up(viewer)

    with services.database.read() as session:
        sealed = session.scalars(select(SecondFactor.sealed_key)).one()
        hashes = session.scalars(select(RecoveryCode.code_hash)).all()
    assert sealed is not None
    assert app.key.hex() not in sealed
    assert len(hashes) == 10
    assert not {code.replace("-", "") for code in app.recovery_codes} & set(hashes)


def test_a_key_that_was_copied_to_another_account_opens_nothing(
    viewer: FlaskClient, radiologist: FlaskClient, client: FlaskClient, set_up: SetUp, services: Services
) -> None:
    set_up(viewer)
    other = set_up(radiologist)
    with services.database.write() as session:
        sealed = session.scalars(select(SecondFactor.sealed_key).order_by(SecondFactor.id.desc())).first()
        session.execute(update(SecondFactor).values(sealed_key=sealed))

    assert attempt(client, code=other.code).status_code == 401


def test_setting_up_needs_the_password(viewer: FlaskClient) -> None:
    for method, path in (("POST", OWN), ("POST", f"{OWN}/recovery-codes"), ("POST", f"{OWN}/removal")):
        reply = viewer.open(path, method=method, json={"password": "wrong"})
        assert (reply.status_code, fields(reply)) == (422, ["password"])


def test_until_a_code_was_shown_nothing_is_asked_for(viewer: FlaskClient, client: FlaskClient, clock: Clock) -> None:
    viewer.post(OWN, json={"password": PASSWORD})
    wrong = viewer.put(OWN, json={"code": "12345"})

    assert (wrong.status_code, fields(wrong)) == (422, ["code"])
    assert attempt(client).status_code == 200


def test_nothing_is_confirmed_that_was_not_begun(viewer: FlaskClient) -> None:
    assert viewer.put(OWN, json={"code": "123456"}).status_code == 409


def test_beginning_twice_at_one_moment_is_no_failure(viewer: FlaskClient, services: Services) -> None:
    account = services.accounts.by_name("viewer")
    identity = Identity(account_id=account.id, name=account.name, role="viewer", session_id=1)

    with ThreadPoolExecutor(6) as pool:
        keys = {begun.key for begun in pool.map(lambda _: services.second_factors.begin(identity), range(6))}

    assert len(keys) == 6


def test_a_new_app_takes_over_only_when_it_has_shown_a_code(
    viewer: FlaskClient, client: FlaskClient, set_up: SetUp, clock: Clock
) -> None:
    old = set_up(viewer)
    viewer.post(OWN, json={"password": PASSWORD})
    assert attempt(client, code=old.code).status_code == 200
    clock.wait(steps=1)

    new = set_up(viewer)

    assert attempt(client, code=old.code).status_code == 401
    assert attempt(client, code=new.code).status_code == 200


def test_setting_up_signs_the_other_browsers_out(viewer: FlaskClient, client: FlaskClient, set_up: SetUp) -> None:
    attempt(client)

    set_up(viewer)

    assert client.get("/api/session").status_code == 401
    assert viewer.get("/api/session").status_code == 200


def test_a_session_that_may_do_more_has_a_new_cookie(viewer: FlaskClient, client: FlaskClient, set_up: SetUp) -> None:
    before = viewer.get_cookie(COOKIE)
    assert before is not None

    set_up(viewer)

    client.set_cookie(COOKIE, before.value)
    assert client.get("/api/session").status_code == 401
    assert viewer.get("/api/session").status_code == 200


def test_one_can_take_ones_own_off(viewer: FlaskClient, client: FlaskClient, set_up: SetUp) -> None:
    app = set_up(viewer)

    assert viewer.post(f"{OWN}/removal", json={"password": PASSWORD}).status_code == 204

    assert viewer.get("/api/session").status_code == 200
    assert attempt(client).status_code == 200
    assert viewer.get(OWN).json["recovery_codes_left"] == 0
    assert attempt(client, code=app.code).status_code == 200


def test_an_administrator_takes_it_off_for_whoever_has_lost_it(
    admin: FlaskClient, viewer: FlaskClient, client: FlaskClient, set_up: SetUp
) -> None:
    number = viewer.get("/api/session").json["account"]["id"]
    set_up(viewer)
    listed = {item["name"]: item["second_factor"] for item in admin.get("/api/accounts").json["items"]}
    assert listed == {"admin": False, "viewer": True}

    assert admin.delete(f"/api/accounts/{number}/second-factor").status_code == 204

    assert viewer.get("/api/session").status_code == 401
    assert attempt(client).status_code == 200
    assert admin.delete("/api/accounts/999999/second-factor").status_code == 404


def test_a_new_password_keeps_the_second_factor(
    admin: FlaskClient, viewer: FlaskClient, client: FlaskClient, set_up: SetUp
) -> None:
    number = viewer.get("/api/session").json["account"]["id"]
    app = set_up(viewer)
    new = "yet another phrase"
    admin.patch(f"/api/accounts/{number}", json={"password": new})

    assert attempt(client, password=new).status_code == 401
    assert attempt(client, password=new, code=app.code).status_code == 200


def test_a_program_cannot_set_one_up(sign_in: SignIn, client: FlaskClient, services: Services) -> None:
    sign_in("viewer")
    _, secret = services.tokens.issue(services.accounts.by_name("viewer").id, name="script")
    bearer = {"Authorization": f"Bearer {secret}"}

    assert client.post(OWN, json={"password": PASSWORD}, headers=bearer).status_code == 403
    assert client.put(OWN, json={"code": "123456"}, headers=bearer).status_code == 403


def test_the_picture_is_drawn_here(viewer: FlaskClient, clock: Clock) -> None:
    begun = viewer.post(OWN, json={"password": PASSWORD}).json

    assert begun["qr_code"].startswith("data:image/svg+xml")
    assert begun["key"] in begun["address"]


def test_no_recovery_codes_without_a_second_factor(viewer: FlaskClient) -> None:
    reply = viewer.post(f"{OWN}/recovery-codes", json={"password": PASSWORD})

    assert reply.status_code == 409


def test_what_was_done_is_in_the_audit_log_without_a_code(
    viewer: FlaskClient, set_up: SetUp, services: Services
) -> None:
    shown = set_up(viewer)

    with services.database.read() as session:
        events = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [(event.action, event.outcome) for event in events] == [
        ("second-factor.begin", "begun"),
        ("second-factor.begin", "done"),
        ("second-factor.set-up", "begun"),
        ("second-factor.set-up", "done"),
    ]
    assert all(shown.code not in str(event.detail) for event in events)
