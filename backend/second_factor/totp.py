"""Codes that an authenticator app and the server compute from a key that they share and the time of day.

Source: RFC 6238, with what every app understands: SHA-1, six digits, thirty seconds.
"""

from __future__ import annotations

import base64
import hmac
import re
import secrets
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

__all__ = ["STEP_SECONDS", "code_at", "matching_step", "new_key", "provisioning_address", "spelt", "step_of"]

ISSUER = "NeuroSlice"
KEY_BYTES = 20
DIGITS = 6
STEP_SECONDS = 30
# A clock may be half a minute off, or a code be typed in the last moment (RFC 6238, section 5.2).
STEPS_ASIDE = 1
CODE = re.compile(rf"[0-9]{{{DIGITS}}}")


def new_key() -> bytes:
    """Draw a key of 160 bits, as long as the hash."""
    return secrets.token_bytes(KEY_BYTES)


def step_of(moment: datetime) -> int:
    """Give the number of the thirty seconds that a moment lies in, counted from 1970."""
    return int(moment.timestamp()) // STEP_SECONDS


def code_at(key: bytes, step: int) -> str:
    """Compute the code of a step."""
    return _totp(key).generate(step * STEP_SECONDS).decode()


def matching_step(key: bytes, code: str, *, at: datetime) -> int | None:
    """Find the step, at a moment or beside it, whose code this is; None where there is none.

    Args:
        key: from `new_key`.
        code: as it was typed; spaces make no difference.
        at: when it was typed.
    """
    digits = "".join(code.split())
    if not CODE.fullmatch(digits):
        return None
    now = step_of(at)
    steps = range(now - STEPS_ASIDE, now + STEPS_ASIDE + 1)
    # Every one of them is computed and compared, whichever it is.
    matching = [step for step in steps if hmac.compare_digest(code_at(key, step), digits)]
    return matching[-1] if matching else None


def spelt(key: bytes) -> str:
    """Spell a key for typing it into an app."""
    return base64.b32encode(key).decode()


def provisioning_address(key: bytes, *, account: str) -> str:
    """Write the `otpauth://` address that an app reads from a QR code."""
    return _totp(key).get_provisioning_uri(account, ISSUER)


def _totp(key: bytes) -> TOTP:
    return TOTP(key, DIGITS, SHA1(), STEP_SECONDS)
