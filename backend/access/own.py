"""What an account may do with its own things, and an administrator with anyone's."""

from __future__ import annotations

from backend.access.identity import Identity, current_identity
from backend.errors import NotFound

__all__ = ["check_own_account", "is_over"]


def is_over(account_id: int, *, by: Identity) -> bool:
    """Tell whether somebody may see and end what belongs to an account."""
    return by.account_id == account_id or by.role == "admin"


def check_own_account(account_id: int) -> None:
    """Let pass whose account it is, and administrators.

    Raises:
        NotFound: it is somebody else's; that it exists is not told.
    """
    if not is_over(account_id, by=current_identity()):
        raise NotFound("There is no such account.")
