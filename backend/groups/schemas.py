"""Groups as the API shows and takes them."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from backend.access import Role
from backend.fields import GroupName
from backend.pagination import Page

__all__ = ["Group", "GroupPage", "GroupPath", "GroupSummary", "Member", "MemberPage", "MemberPath", "NewGroup"]


class GroupSummary(BaseModel):
    """Whose a study is."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str


class Group(GroupSummary):
    """A group in a list."""

    created_at: datetime


class GroupPage(Page[Group]):
    """A page of groups, in the order of their names."""


class NewGroup(BaseModel):
    """What a group is made of."""

    model_config = ConfigDict(extra="forbid")

    name: GroupName


class GroupPath(BaseModel):
    """Which group."""

    group_id: int


class Member(BaseModel):
    """An account in a group."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    role: Role
    disabled: bool


class MemberPage(Page[Member]):
    """A page of the accounts in a group, in the order of their names."""


class MemberPath(GroupPath):
    """Which account of a group."""

    account_id: int
