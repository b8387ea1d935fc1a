"""Passwords, hashed with Argon2id."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

__all__ = ["hash_password", "needs_rehash", "verify_password"]

# OWASP's parameters for servers: 19 MiB, so that many people signing in at once stay within the web's memory.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """Hash a password for keeping."""
    return _hasher.hash(password)


def verify_password(password: str, *, hashed: str | None) -> bool:
    """Tell whether a password is the one that was hashed.

    Args:
        password: what was typed.
        hashed: what is kept; None when there is no such account, which takes as long to find out.
    """
    try:
        return _hasher.verify(hashed or _of_nobody(), password) and hashed is not None
    except (Argon2Error, InvalidHashError):
        return False


def needs_rehash(hashed: str) -> bool:
    """Tell whether a hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(hashed)


@cache
def _of_nobody() -> str:
    return hash_password("")
