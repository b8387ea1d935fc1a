"""What strangers may put into a request leads nowhere."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.access.guard import MAX_JSON_BYTES
from backend.app import create_app
from backend.settings import Settings

FORM = "multipart/form-data; boundary=x"


class Watched(io.BytesIO):
    """A body that tells how much of it was read."""

    def __init__(self, size: int) -> None:
        super().__init__(b"x" * size)
        self.size = size


@pytest.mark.parametrize("content_type", [FORM, "application/json", "text/plain"])
def test_of_a_stranger_no_large_body_is_read(client: FlaskClient, content_type: str) -> None:
    body = Watched(2 * MAX_JSON_BYTES)

    reply = client.post("/api/studies", input_stream=body, content_length=body.size, content_type=content_type)

    assert reply.status_code == 401
    assert body.tell() == 0


@pytest.mark.parametrize("content_type", [FORM, "application/json"])
def test_nor_where_no_account_is_needed(client: FlaskClient, content_type: str) -> None:
    body = Watched(2 * MAX_JSON_BYTES)

    reply = client.post("/api/session", input_stream=body, content_length=body.size, content_type=content_type)

    assert reply.status_code in (413, 422)
    assert body.tell() == 0


def test_a_body_that_does_not_say_how_long_it_is_is_cut_off(client: FlaskClient) -> None:
    body = Watched(4 * MAX_JSON_BYTES)
    # As gunicorn marks a body that comes in chunks.
    chunked = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}

    reply = client.post("/api/session", input_stream=body, content_type="application/json", environ_overrides=chunked)

    assert reply.status_code in (413, 422)
    assert body.tell() < body.size


def test_a_large_form_is_still_read_of_somebody_who_may_upload(radiologist: FlaskClient) -> None:
    body = Watched(2 * MAX_JSON_BYTES)

    reply = radiologist.post("/api/studies", input_stream=body, content_length=body.size, content_type=FORM)

    # No field may be as large as a volume; it was looked at all the same.
    assert reply.status_code == 413
    assert body.tell() > 0


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/api",
        "/%2F%2Fevil.example",
        "/api//patients",
        "/api/patients/",
        "/\\evil.example",
        "/?next=https://evil.example",
        "/api/session?next=//evil.example",
        "/https://evil.example",
    ],
)
def test_no_address_leads_a_browser_elsewhere(client: FlaskClient, viewer: FlaskClient, path: str) -> None:
    for browser in (client, viewer):
        reply = browser.get(path)

        assert "Location" not in reply.headers
        assert reply.status_code not in range(300, 400)
        assert "Refresh" not in reply.headers


def test_no_route_redirects(app: Flask) -> None:
    assert not app.url_map.merge_slashes
    for rule in app.url_map.iter_rules():
        assert rule.redirect_to is None
        # One that ends so would be redirected to from the address without.
        assert rule.rule == "/" or not rule.rule.endswith("/")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", 'x"><script>', "localhost@evil.example"])
def test_a_host_header_comes_back_in_no_reply(client: FlaskClient, viewer: FlaskClient, host: str) -> None:
    for path in ("/api/session", "/api/unknown", "/api/openapi.json", "/"):
        for browser in (client, viewer):
            reply = browser.get(path, headers={"Host": host})

            assert "evil" not in reply.text
            assert "<script>" not in reply.text or reply.mimetype == "text/html"
            assert not any("evil" in value for value in reply.headers.values())


def test_a_server_that_knows_its_names_answers_to_no_other(settings: Settings) -> None:
    named = settings.model_copy(update={"allowed_hosts": "neuroslice.hospital.example, .ward.example"})
    client = create_app(named).test_client()

    statuses = {
        host: client.get("/api/health", headers={"Host": host}).status_code
        for host in (
            "neuroslice.hospital.example",
            "neuroslice.hospital.example:8000",
            "a.ward.example",
            "evil.example",
        )
    }

    assert list(statuses.values()) == [200, 200, 200, 400]


@pytest.mark.parametrize("value", ["a\r\nSet-Cookie: x=1", "a\nX: y", "\r\n\r\n<script>"])
def test_what_is_asked_for_never_becomes_a_header(viewer: FlaskClient, value: str) -> None:
    for path in ("/api/patients", "/api/studies"):
        reply = viewer.get(path, query_string={"q": value})

        assert reply.status_code == 200
        assert "Set-Cookie" not in reply.headers
        assert "X" not in reply.headers


@pytest.mark.parametrize(
    "path", ["../secrets/first-run-code", "%2e%2e/secrets/first-run-code", "..%2fsecrets", "/etc/passwd"]
)
def test_no_file_outside_the_front_end_is_given(settings: Settings, client: FlaskClient, path: str) -> None:
    dist = Path(settings.frontend_dir)
    dist.mkdir(parents=True, exist_ok=True)
    (dist / "index.html").write_text("the page")
    secrets = dist.parent / "secrets"
    secrets.mkdir()
    (secrets / "first-run-code").write_text("SECRET")

    for prefix in ("/", "/assets/", "/api/docs/assets/"):
        with client.get(prefix + path) as reply:
            assert "SECRET" not in reply.get_data(as_text=True)
            assert "root:" not in reply.get_data(as_text=True)


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "PUT"])
def test_methods_that_nothing_uses_are_refused(viewer: FlaskClient, method: str) -> None:
    assert viewer.open("/api/patients", method=method).status_code == 405
