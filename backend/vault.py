"""Encrypt what the server must be able to read again."""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from backend.secret_file import secret_in_file
from backend.settings import Settings

__all__ = ["Vault"]

NONCE_BYTES = 12


class Vault:
    """Seal secrets with AES-256-GCM, each for one purpose.

    The key is not in the database, so that whoever gets hold of that, or of a backup, has no secret yet.

    Args:
        settings: hold the key, or say where a key is made at the first use.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._cipher: AESGCM | None = None

    def seal(self, secret: bytes, *, purpose: str) -> str:
        """Encrypt a secret.

        Args:
            secret: a few bytes.
            purpose: what it is for; it opens for nothing else.
        """
        nonce = secrets.token_bytes(NONCE_BYTES)
        return base64.urlsafe_b64encode(nonce + self._key().encrypt(nonce, secret, purpose.encode())).decode()

    def unseal(self, sealed: str, *, purpose: str) -> bytes | None:
        """Decrypt a secret; None when it was sealed with another key, for another purpose, or altered."""
        try:
            content = base64.urlsafe_b64decode(sealed)
            return self._key().decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], purpose.encode())
        except (binascii.Error, InvalidTag, ValueError):
            return None

    def _key(self) -> AESGCM:
        if self._cipher is None:
            path = self._settings.secrets_dir / "key"
            given = self._settings.secret_key or secret_in_file(path, draw=lambda: secrets.token_urlsafe(32))
            # Of any length as it is given, of 256 bits as it is used.
            self._cipher = AESGCM(hashlib.sha256(given.strip().encode()).digest())
        return self._cipher
