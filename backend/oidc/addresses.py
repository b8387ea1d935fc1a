"""Where secrets may be sent."""

from __future__ import annotations

from urllib.parse import urlsplit

__all__ = ["is_safe_address"]

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def is_safe_address(address: str) -> bool:
    """Tell whether an address is one that secrets may be sent to: by TLS, or within this machine."""
    parts = urlsplit(address)
    local = parts.scheme == "http" and parts.hostname in LOOPBACK
    return bool(parts.hostname) and (parts.scheme == "https" or local)
