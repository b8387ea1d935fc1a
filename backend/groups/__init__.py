"""Departments: which accounts see which studies."""

from backend.groups.sight import EVERYTHING, Sight, current_sight

__all__ = ["EVERYTHING", "Sight", "current_sight"]
