"""Codes on paper, for whoever has lost the authenticator app."""

from __future__ import annotations

import secrets

from backend.access.credentials import hash_secret

__all__ = ["COUNT", "hash_recovery_code", "new_recovery_codes"]

COUNT = 10
# Without letters and digits that look alike. 24 of 31 are 118 bits: too many to be guessed, so that the hash needs
# neither salt nor slowness (ASVS 2.6.2).
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
GROUPS, GROUP_LENGTH = 4, 6


def new_recovery_codes() -> list[str]:
    """Draw the codes of an account."""
    return ["-".join(_group() for _ in range(GROUPS)) for _ in range(COUNT)]


def hash_recovery_code(code: str) -> str:
    """Hash a code for keeping; case and dashes make no difference."""
    return hash_secret("".join(letter for letter in code.upper() if letter in ALPHABET))


def _group() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH))
