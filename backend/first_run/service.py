"""Hand out the one-time code, and take it back for the first account."""

from __future__ import annotations

import hmac
import secrets
from pathlib import Path

from backend.accounts.service import AccountService
from backend.errors import Conflict, Forbidden
from backend.secret_file import secret_in_file
from db.models import Account

__all__ = ["FirstRunService"]

# Without letters and digits that look alike.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
GROUPS, GROUP_LENGTH = 4, 5


class FirstRunService:
    """Let the person at the terminal, and nobody else, make the first account.

    Args:
        accounts: where the account goes.
        secrets_dir: the folder in which the code waits to be used.
    """

    def __init__(self, accounts: AccountService, *, secrets_dir: Path) -> None:
        self._accounts = accounts
        self._path = secrets_dir / "first-run-code"

    def needed(self) -> bool:
        """Tell whether there is no account yet."""
        return not self._accounts.any_exist()

    def code(self) -> str | None:
        """Give the code to print, the same until it is used; None when there is an account already."""
        if not self.needed():
            self._path.unlink(missing_ok=True)
            return None
        return secret_in_file(self._path, draw=_draw)

    def create_administrator(self, *, code: str, name: str, password: str) -> Account:
        """Make the first account.

        Raises:
            Conflict: there is an account already.
            Forbidden: the code is wrong.
        """
        if not self.needed():
            raise Conflict("This installation already has an account. Please sign in.")
        expected = self._path.read_text() if self._path.exists() else ""
        if not expected or not hmac.compare_digest(_letters(code), _letters(expected)):
            raise Forbidden("The code is not right. It is printed in the terminal where the server was started.")
        account = self._accounts.create_first(name=name, password=password)
        self._path.unlink(missing_ok=True)
        return account


def _letters(code: str) -> bytes:
    return "".join(letter for letter in code.upper() if letter.isalnum()).encode()


def _draw() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
