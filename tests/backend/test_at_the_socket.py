"""What arrives at a real server's socket has one meaning, or none."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
import requests

from tests.support.patience import PATIENCE_SECONDS
from tests.support.web_server import WebServer

BEHIND = b"GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    """Serve an installation without accounts."""
    made = WebServer(tmp_path_factory.mktemp("server"))
    made.start()
    yield made
    made.stop()


def answers_to(server: WebServer, sent: bytes) -> list[bytes]:
    """Send bytes, and give the status of every reply until the server closes or says nothing more."""
    port = int(server.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        while part := connection.recv(1 << 16):
            received += part
    return [line.split()[1] for line in received.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 4\r\nTransfer-Encoding: chunked",
        b"Content-Length: 4\r\nContent-Length: 40",
        b"Content-Length: +4",
        b"Content-Length: 4, 4",
        b"Transfer-Encoding: xchunked",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        b"X-One: a\r\n X-Folded: b",
        b"X-Space : a",
        b"Host: y",
    ],
)
def test_a_request_whose_end_or_head_is_ambiguous_is_refused_and_nothing_behind_it_is_read(
    server: WebServer, head: bytes
) -> None:
    sent = b"POST /api/session HTTP/1.1\r\nHost: x\r\n" + head + b"\r\n\r\n0\r\n\r\n" + BEHIND

    assert answers_to(server, sent) in ([b"400"], [b"501"])


def test_the_body_of_a_refused_request_is_not_taken_for_another_one(server: WebServer) -> None:
    form = b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: %d\r\n\r\n" % len(BEHIND)

    assert answers_to(server, b"POST /api/studies HTTP/1.1\r\nHost: x\r\n" + form + BEHIND) == [b"401"]


def test_the_server_says_no_version_of_anything(server: WebServer) -> None:
    headers = requests.get(f"{server.url}/api/health", timeout=PATIENCE_SECONDS).headers

    assert headers["Server"] == "gunicorn"
    assert "X-Powered-By" not in headers


@pytest.mark.parametrize(
    "header", [{"X-Forwarded-Proto": "https"}, {"X-Forwarded-Protocol": "ssl"}, {"X-Forwarded-Ssl": "on"}]
)
def test_nobody_is_believed_to_have_come_by_tls_because_they_say_so(server: WebServer, header: dict[str, str]) -> None:
    reply = requests.get(f"{server.url}/api/health", headers=header, timeout=PATIENCE_SECONDS)

    assert "Strict-Transport-Security" not in reply.headers
