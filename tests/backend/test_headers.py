"""Every reply tells the browser to do no more with it than show it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from backend.app import create_app
from backend.settings import Settings


@pytest.mark.parametrize("path", ["/api/health", "/api/patients", "/api/unknown", "/", "/api/docs"])
def test_every_reply_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in headers


def test_the_policy_allows_no_script_inside_a_page_and_none_from_elsewhere(client: FlaskClient) -> None:
    policy = client.get("/api/health").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy
    assert {"default-src 'self'", "script-src 'self'", "style-src 'self'", "connect-src 'self'"} <= set(
        policy.split("; ")
    )
    assert {"object-src 'none'", "base-uri 'none'", "form-action 'self'"} <= set(policy.split("; "))
    assert "blob:" not in policy


def test_only_pictures_may_come_from_within_the_code_of_a_page(client: FlaskClient) -> None:
    policy = client.get("/api/health").headers["Content-Security-Policy"]

    assert [rule for rule in policy.split("; ") if "data:" in rule] == ["img-src 'self' data:"]


def test_the_policy_lets_workers_be_files_of_the_server_only(client: FlaskClient) -> None:
    assert "worker-src 'self'" in client.get("/api/health").headers["Content-Security-Policy"].split("; ")


def test_what_the_api_says_is_kept_in_no_cache(viewer: FlaskClient) -> None:
    assert viewer.get("/api/patients").headers["Cache-Control"] == "no-store"


def test_forwarded_headers_count_only_behind_a_proxy(settings: Settings) -> None:
    forwarded = {"X-Forwarded-Proto": "https"}
    exposed = create_app(settings).test_client()
    behind = create_app(settings.model_copy(update={"behind_proxy": True})).test_client()

    assert "Strict-Transport-Security" not in exposed.get("/api/health", headers=forwarded).headers
    assert "Strict-Transport-Security" in behind.get("/api/health", headers=forwarded).headers
