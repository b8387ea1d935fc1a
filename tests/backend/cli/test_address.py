"""Where the server may be reached."""

from __future__ import annotations

import socket

import pytest

from backend.cli._address import Address
from backend.errors import SettingsError
from backend.settings import Settings
from tests.support.product import free_port

SAFE = Settings()


def test_it_is_this_machine_alone_unless_something_else_is_said() -> None:
    address = Address.from_environment({"HOST": "", "PORT": " "})

    assert (address.bind, address.url) == ("127.0.0.1:8000", "http://127.0.0.1:8000")


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "8000.5", "８０００x"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(SettingsError, match="PORT"):
        Address.from_environment({"PORT": port})


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.10", "neuroslice.example"])
def test_other_machines_without_tls_are_refused(host: str) -> None:
    with pytest.raises(SettingsError, match="NEUROSLICE_ALLOW_INSECURE_BIND"):
        Address(host, free_port()).check(SAFE)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "localhost"])
def test_this_machine_is_fine(host: str) -> None:
    Address(host, free_port()).check(SAFE)


def test_other_machines_are_fine_once_somebody_asked_for_it() -> None:
    Address("0.0.0.0", free_port()).check(SAFE.model_copy(update={"allow_insecure_bind": True}))


def test_a_port_that_is_taken_is_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SettingsError, match="cannot be served"):
            Address("127.0.0.1", taken.getsockname()[1]).check(SAFE)


@pytest.mark.parametrize(
    ("host", "bind", "url"),
    [
        ("::1", "[::1]:8000", "http://[::1]:8000"),
        ("0.0.0.0", "0.0.0.0:8000", "http://127.0.0.1:8000"),
        ("localhost", "localhost:8000", "http://localhost:8000"),
    ],
)
def test_addresses_are_spelt_for_gunicorn_and_for_browsers(host: str, bind: str, url: str) -> None:
    address = Address(host, 8000)

    assert (address.bind, address.url) == (bind, url)
