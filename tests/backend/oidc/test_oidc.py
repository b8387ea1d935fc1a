"""Signing in by a provider, and what is not believed of it."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from backend.app import create_app
from backend.services import Services
from backend.settings import Settings
from db.models import Account, AuditEvent, ExternalIdentity
from db.types import utc_now
from tests.backend.conftest import PASSWORD
from tests.backend.oidc.conftest import sent_back, sign_in
from tests.support.oidc_provider import OidcProvider

RETURN = "/api/session/provider/return"


def test_whoever_the_provider_signs_in_is_signed_in_here_with_the_role_that_it_grants(
    client: FlaskClient, provider: OidcProvider
) -> None:
    assert client.get("/api/session/provider").json == {"name": "Hospital account"}

    reply = sign_in(client)

    assert reply.status_code == 200, reply.json
    assert reply.json["account"]["name"] == "kim"
    assert reply.json["account"]["role"] == "radiologist"
    assert client.get("/api/session").json == reply.json


def test_the_browser_is_sent_with_state_nonce_and_a_challenge_and_no_secret(client: FlaskClient) -> None:
    address = client.get("/api/session/provider/address").json["address"]

    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert query["redirect_uri"] == "http://localhost/sign-in/provider"
    assert query["code_challenge_method"] == "S256"
    assert len({query["state"], query["nonce"], query["code_challenge"]}) == 3
    assert not {"code_verifier", "client_secret"} & set(query)


def test_what_the_browser_keeps_meanwhile_is_sealed_and_out_of_reach_for_scripts(client: FlaskClient) -> None:
    begun = client.get("/api/session/provider/address")

    query = parse_qs(urlsplit(begun.json["address"]).query)
    cookie = client.get_cookie("neuroslice_sign_in")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert query["state"][0] not in cookie.value
    assert begun.headers["Cache-Control"] == "no-store"


def test_the_same_person_gets_the_same_account_whatever_they_are_called_by_now(
    client: FlaskClient, provider: OidcProvider
) -> None:
    first = sign_in(client).json["account"]
    provider.user["preferred_username"] = "somebody else"

    assert sign_in(client).json["account"] == first


def test_an_account_of_the_same_name_is_somebody_elses(
    client: FlaskClient, provider: OidcProvider, services: Services
) -> None:
    local = services.accounts.create(name="kim", password=PASSWORD, role="admin")

    signed_in = sign_in(client).json["account"]
    provider.user["sub"] = "s-2"
    another = sign_in(client).json["account"]

    assert [signed_in["name"], another["name"]] == ["kim (2)", "kim (3)"]
    assert len({local.id, signed_in["id"], another["id"]}) == 3


def test_the_same_subject_of_another_provider_is_somebody_else(
    client: FlaskClient, provider: OidcProvider, services: Services
) -> None:
    first = sign_in(client).json["account"]
    with services.database.write() as session:
        session.execute(update(ExternalIdentity).values(issuer="https://other.example"))

    assert sign_in(client).json["account"]["id"] != first["id"]


def test_the_role_follows_the_claims_at_every_sign_in(client: FlaskClient, provider: OidcProvider) -> None:
    sign_in(client)
    provider.user["groups"] = ["nurses"]

    assert sign_in(client).json["account"]["role"] == "viewer"


def test_whoever_has_no_role_there_gets_no_account_here(
    client: FlaskClient, provider: OidcProvider, services: Services
) -> None:
    provider.user["groups"] = ["staff"]

    assert sign_in(client).status_code == 403
    assert services.accounts.count() == 0


def test_an_account_that_is_disabled_here_stays_so(
    client: FlaskClient, provider: OidcProvider, services: Services
) -> None:
    sign_in(client)
    with services.database.write() as session:
        session.execute(update(Account).values(disabled=True))

    assert sign_in(client).status_code == 403
    assert client.get("/api/session").status_code == 401


def test_an_account_of_the_provider_has_no_password_that_anybody_knows(
    client: FlaskClient, provider: OidcProvider
) -> None:
    sign_in(client)

    for password in ("", "kim", PASSWORD):
        assert client.post("/api/session", json={"name": "kim", "password": password}).status_code == 401


@pytest.mark.parametrize("name", [None, "", " ", "\u202eevil\n", 7, ["kim"], "x" * 300])
def test_a_name_that_does_not_do_is_made_into_one_that_does(
    client: FlaskClient, provider: OidcProvider, name: object
) -> None:
    provider.user["preferred_username"] = name

    reply = sign_in(client)

    assert reply.status_code == 200
    shown = reply.json["account"]["name"]
    assert 0 < len(shown) <= 128
    assert shown.isprintable()


# A time is said as its distance from now: every process that collects these tests has to name them alike.
LIES: list[dict[str, Any]] = [
    {"iss": "https://other.example"},
    {"iss": None},
    {"aud": "another-client"},
    {"aud": ["neuroslice", "another-client"]},
    {"azp": "another-client"},
    {"aud": None},
    {"sub": None},
    {"exp": timedelta(hours=-1)},
    {"exp": None},
    {"iat": timedelta(days=1)},
    {"nonce": "of-another-sign-in"},
    {"nonce": None},
    {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
]


@pytest.mark.parametrize("lies", LIES, ids=str)
def test_a_token_that_is_not_for_this_sign_in_signs_nobody_in(
    client: FlaskClient, provider: OidcProvider, services: Services, lies: dict[str, Any]
) -> None:
    now = int(time.time())
    provider.lies = {
        claim: now + int(lie.total_seconds()) if isinstance(lie, timedelta) else lie for claim, lie in lies.items()
    }

    reply = sign_in(client)

    assert reply.status_code == 401
    assert reply.json["detail"] == "The sign-in provider's answer is not valid. Please try again."
    assert client.get("/api/session").status_code == 401
    assert services.accounts.count() == 0


@pytest.mark.parametrize("signing", ["other-key", "HS256", "none"])
def test_a_token_that_the_provider_has_not_signed_signs_nobody_in(
    client: FlaskClient, provider: OidcProvider, signing: str
) -> None:
    provider.signing = signing

    assert sign_in(client).status_code == 401


def test_a_provider_may_change_its_keys(client: FlaskClient, provider: OidcProvider) -> None:
    assert sign_in(client).status_code == 200
    provider.new_key()

    assert sign_in(client).status_code == 200


def test_its_description_is_asked_for_once(client: FlaskClient, provider: OidcProvider) -> None:
    sign_in(client)
    sign_in(client)

    assert provider.asked.count("/.well-known/openid-configuration") == 1


def test_a_state_that_this_browser_was_not_given_counts_for_nothing(
    client: FlaskClient, app: Flask, provider: OidcProvider
) -> None:
    victim, theirs = client, sent_back(app.test_client())
    sent_back(victim)

    assert victim.post(RETURN, json=theirs).status_code == 401
    assert app.test_client().post(RETURN, json=theirs).status_code == 401
    assert "/token" not in provider.asked


def test_a_code_of_another_browser_is_worth_nothing_with_ones_own_state(
    client: FlaskClient, app: Flask, provider: OidcProvider
) -> None:
    theirs, own = sent_back(app.test_client()), sent_back(client)

    # The provider finds that the proof does not belong to the code.
    assert client.post(RETURN, json={"code": theirs["code"], "state": own["state"]}).status_code == 401


def test_coming_back_twice_signs_in_once(client: FlaskClient, provider: OidcProvider) -> None:
    back = sent_back(client)
    assert client.post(RETURN, json=back).status_code == 200

    assert client.post(RETURN, json=back).status_code == 401


def test_a_sign_in_that_took_too_long_is_over(
    client: FlaskClient, provider: OidcProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = sent_back(client)
    later = utc_now() + timedelta(minutes=11)
    monkeypatch.setattr("backend.oidc.service.utc_now", lambda: later)

    assert client.post(RETURN, json=back).status_code == 401


def test_signing_in_ends_the_session_from_before(client: FlaskClient, app: Flask, provider: OidcProvider) -> None:
    sign_in(client)
    before = client.get_cookie("neuroslice_session")
    assert before is not None

    sign_in(client)

    other = app.test_client()
    other.set_cookie("neuroslice_session", before.value)
    assert other.get("/api/session").status_code == 401
    assert client.get_cookie("neuroslice_sign_in") is None


@pytest.mark.parametrize(
    "description",
    [
        {"issuer": "https://other.example"},
        {"token_endpoint": "http://other.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": None},
    ],
)
def test_a_description_that_leads_elsewhere_is_not_followed(
    client: FlaskClient, provider: OidcProvider, description: dict[str, Any]
) -> None:
    provider.description = description

    assert client.get("/api/session/provider/address").status_code == 503


def test_a_provider_that_is_away_is_said_to_be(settings: Settings) -> None:
    away = settings.model_copy(update={"oidc_issuer": "http://127.0.0.1:9"})
    app = create_app(away)

    reply = app.test_client().get("/api/session/provider/address")

    assert reply.status_code == 503
    assert "sign in with a password" in reply.json["detail"]
    app.extensions["neuroslice"].database.engine.dispose()


@pytest.fixture
def strict(settings: Settings) -> Settings:
    """Ask administrators for a second factor."""
    return settings.model_copy(update={"second_factor": "admins"})


@pytest.mark.parametrize(
    ("methods", "rule", "status"),
    [(["pwd"], "claimed", 403), (None, "claimed", 403), (["pwd", "mfa"], "claimed", 200), (["pwd"], "trusted", 200)],
)
def test_an_administrator_needs_a_second_factor_at_the_provider(
    strict: Settings, provider: OidcProvider, methods: object, rule: str, status: int
) -> None:
    provider.user |= {"groups": ["it"], "amr": methods}
    app = create_app(strict.model_copy(update={"oidc_second_factor": rule}))
    client = app.test_client()

    reply = sign_in(client)

    assert reply.status_code == status
    if status == 200:
        assert reply.json["second_factor_missing"] is False
        assert client.get("/api/accounts").status_code == 200
    app.extensions["neuroslice"].database.engine.dispose()


def test_signing_in_is_in_the_audit_log(client: FlaskClient, provider: OidcProvider, services: Services) -> None:
    account = sign_in(client).json["account"]
    client.post(RETURN, json={"code": "x", "state": "y"})

    with services.database.read() as session:
        events = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [(event.action, event.outcome, event.account_id) for event in events] == [
        ("session.sign-in-by-provider", "done", account["id"]),
        ("session.sign-in-by-provider", "refused", None),
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"oidc_issuer": "http://idp.example"}, "NEUROSLICE_OIDC_ISSUER must be an https:// address"),
        ({"public_url": ""}, "NEUROSLICE_OIDC_ISSUER needs NEUROSLICE_PUBLIC_URL"),
        ({"oidc_roles": ""}, "NEUROSLICE_OIDC_ISSUER needs NEUROSLICE_OIDC_ROLES"),
        ({"oidc_roles": "it=boss"}, "NEUROSLICE_OIDC_ROLES: expected VALUE=ROLE"),
        ({"oidc_scopes": "profile"}, "NEUROSLICE_OIDC_SCOPES must hold openid"),
    ],
)
def test_settings_that_cannot_work_are_refused(settings: Settings, given: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Settings(**(settings.model_dump() | given))
