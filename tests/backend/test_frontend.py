"""The built front end is served beside the API."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from backend.settings import Settings


@pytest.fixture
def dist(settings: Settings) -> Path:
    """Put a built front end where the settings say."""
    folder = settings.frontend_dir
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>NeuroSlice</title>")
    (folder / "icon.svg").write_text("<svg/>")
    (folder / "assets" / "index-abc123.js").write_text("1")
    (folder.parent / "secret.txt").write_text("secret")
    return folder


@pytest.mark.parametrize("path", ["/", "/index.html", "/studies/7", "/patients", "/a/b/c", "/apis"])
def test_every_page_is_the_one_page(client: FlaskClient, dist: Path, path: str) -> None:
    reply = client.get(path)

    assert reply.status_code == 200
    assert reply.mimetype == "text/html"
    assert "NeuroSlice" in reply.text
    assert reply.headers["Cache-Control"] == "no-cache"
    reply.close()


def test_hashed_files_are_kept_for_ever(client: FlaskClient, dist: Path) -> None:
    with client.get("/assets/index-abc123.js") as reply:
        assert reply.status_code == 200
        assert "javascript" in (reply.mimetype or "")
        assert "immutable" in reply.headers["Cache-Control"]


def test_other_files_are_asked_for_again_but_not_sent_again(client: FlaskClient, dist: Path) -> None:
    with client.get("/icon.svg") as first:
        tag = first.headers["ETag"]
        assert first.headers["Cache-Control"] == "no-cache"

    with client.get("/icon.svg", headers={"If-None-Match": tag}) as second:
        assert second.status_code == 304


@pytest.mark.parametrize(
    "path",
    ["/assets/old-def456.js", "/nothing.png", "/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt"],
)
def test_a_file_that_is_not_there_is_404_and_no_page(client: FlaskClient, dist: Path, path: str) -> None:
    reply = client.get(path)

    assert reply.status_code == 404
    assert reply.mimetype == "application/problem+json"


def test_before_it_is_built_it_says_what_to_do(client: FlaskClient) -> None:
    reply = client.get("/")

    assert reply.status_code == 503
    assert "make setup" in reply.json["detail"]
