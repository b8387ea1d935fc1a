"""Passwords, hashed with Argon2id."""

from __future__ import annotations

import secrets
from base64 import b64encode

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

__all__ = ["hash_password", "needs_rehash", "verify_password"]

# OWASP's parameters for servers: 19 MiB, so that many people signing in at once stay within the web's memory.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def _of_nobody() -> str:
    """Give a hash of today's parameters that no password is known for; made without hashing one first."""
    salt, end = (
        b64encode(secrets.token_bytes(length)).rstrip(b"=").decode() for length in (_hasher.salt_len, _hasher.hash_len)
    )
    return f"$argon2id$v=19$m={_hasher.memory_cost},t={_hasher.time_cost},p={_hasher.parallelism}${salt}${end}"


_OF_NOBODY = _of_nobody()


def hash_password(password: str) -> str:
    """Hash a password for keeping."""
    return _hasher.hash(password)


def verify_password(password: str, *, hashed: str | None) -> bool:
    """Tell whether a password is the one that was hashed.

    Args:
        password: what was typed.
        hashed: what is kept; None when there is no such account, which takes the same work to find out.
    """
    try:
        return _hasher.verify(hashed or _OF_NOBODY, password) and hashed is not None
    except (Argon2Error, InvalidHashError):
        return False


def needs_rehash(hashed: str) -> bool:
    """Tell whether a hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(hashed)
