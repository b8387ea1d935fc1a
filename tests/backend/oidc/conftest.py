"""A provider on this machine, and a server that knows it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.settings import Settings
from tests.support.oidc_provider import CLIENT_ID, CLIENT_SECRET, OidcProvider, running_provider
from tests.support.patience import PATIENCE_SECONDS

PUBLIC_URL = "http://localhost"


@pytest.fixture
def provider() -> Iterator[OidcProvider]:
    """Run a provider whose one user is a radiologist."""
    with running_provider(public_url=PUBLIC_URL) as provider:
        provider.user["groups"] = ["staff", "cn=readers,ou=radiology"]
        yield provider


@pytest.fixture
def settings(settings: Settings, provider: OidcProvider) -> Settings:
    """Name the provider."""
    given = {
        "public_url": PUBLIC_URL,
        "oidc_issuer": provider.issuer,
        "oidc_client_id": CLIENT_ID,
        "oidc_client_secret": CLIENT_SECRET,
        "oidc_roles": "cn=readers,ou=radiology=radiologist; nurses=viewer; it=admin",
    }
    return Settings(**(settings.model_dump() | given))


def sent_back(client: FlaskClient) -> dict[str, str]:
    """Begin to sign in and go to the provider and back, as a browser does; give what came along."""
    begun = client.get("/api/session/provider/address")
    assert begun.status_code == 200, begun.json
    reply = requests.get(begun.json["address"], allow_redirects=False, timeout=PATIENCE_SECONDS)
    assert reply.status_code == 302, reply.text
    return {name: values[0] for name, values in parse_qs(urlsplit(reply.headers["Location"]).query).items()}


def sign_in(client: FlaskClient) -> TestResponse:
    """Sign in by the provider."""
    return client.post("/api/session/provider/return", json=sent_back(client))
