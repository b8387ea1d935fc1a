"""Health and readiness."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_health_needs_no_account(client: FlaskClient) -> None:
    reply = client.get("/api/health")

    assert reply.status_code == 200
    assert reply.json == {"status": "ok"}
