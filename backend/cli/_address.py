"""Where the server is to be reached."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from backend.errors import SettingsError
from backend.settings import Settings

__all__ = ["Address"]

_LAST_PORT = 65535


@dataclass(frozen=True)
class Address:
    """Hold HOST and PORT.

    Args:
        host: a name or an IP address.
        port: a TCP port.
    """

    host: str
    port: int

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Address:
        """Read HOST and PORT.

        Raises:
            SettingsError: PORT is no port.
        """
        port = environ.get("PORT", "").strip() or "8000"
        if not port.isdecimal() or not 0 < int(port) <= _LAST_PORT:
            raise SettingsError([f"PORT must be a number from 1 to {_LAST_PORT}. Received: {port}"])
        return cls(host=environ.get("HOST", "").strip() or "127.0.0.1", port=int(port))

    @property
    def bind(self) -> str:
        """How gunicorn spells it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """Where a browser on this machine finds it."""
        everywhere = self.host in ("0.0.0.0", "::")
        return f"http://{'127.0.0.1' if everywhere else self.bind.rpartition(':')[0]}:{self.port}"

    def check(self, settings: Settings) -> None:
        """Refuse what would send patients' data over a network unencrypted, and a port that is taken.

        Raises:
            SettingsError: HOST is not loopback and nobody asked for that, or somebody else listens there.
        """
        if not self._is_loopback() and not settings.allow_insecure_bind:
            raise SettingsError(
                [
                    f"HOST={self.host} would send patient data over the network without TLS; put a TLS proxy in front, "
                    "or set NEUROSLICE_ALLOW_INSECURE_BIND=true if you know what you are doing"
                ]
            )
        try:
            family, kind, protocol, _, where = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)[0]
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(where)
        except OSError as error:
            raise SettingsError([f"{self.bind} cannot be served: {error.strerror}. Set PORT to another one"]) from error

    def _is_loopback(self) -> bool:
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False
