"""Where no provider is named, passwords are the only way in."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_there_is_nothing_to_sign_in_by(client: FlaskClient) -> None:
    assert client.get("/api/session/provider").json == {"name": None}
    assert client.get("/api/session/provider/address").status_code == 404
    assert client.post("/api/session/provider/return", json={"code": "x", "state": "y"}).status_code == 404
