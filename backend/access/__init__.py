"""Who is asking, and whether they may."""

from backend.access.identity import Identity, current_identity
from backend.access.roles import ROLES, Role, open_to_everyone, require_role

__all__ = ["ROLES", "Identity", "Role", "current_identity", "open_to_everyone", "require_role"]
