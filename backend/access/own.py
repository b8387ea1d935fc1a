"""What an account may do with its own things, and an administrator with anyone's."""

from __future__ import annotations

from backend.access.identity import Identity, current_identity
from backend.errors import Forbidden, NotFound

__all__ = ["check_own_account", "check_person", "is_over"]


def is_over(account_id: int, *, by: Identity) -> bool:
    """Tell whether somebody may see and end what belongs to an account."""
    return by.account_id == account_id or by.role == "admin"


def check_own_account(account_id: int) -> None:
    """Let pass whose account it is, and administrators.

    Raises:
        NotFound: it is somebody else's; that it exists is not told.
        Forbidden: it is a program that asks.
    """
    if not is_over(account_id, by=current_identity()):
        raise NotFound("There is no such account.")
    check_person()


def check_person() -> None:
    """Let pass people at a browser, and programs that may administer.

    Whoever finds the token of a program that only looks at studies is not to sign its owner out with it, nor to learn
    where that is, nor to end the tokens of other programs.

    Raises:
        Forbidden: it is another program that asks.
    """
    identity = current_identity()
    if identity.session_id is None and identity.role != "admin":
        raise Forbidden("Tokens and sessions of an account are for people to see and end: in the browser.")
