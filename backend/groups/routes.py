"""`/api/groups`: who sees which studies."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from backend.access import require_role
from backend.groups.schemas import Group, GroupPage, GroupPath, Member, MemberPage, MemberPath, NewGroup
from backend.groups.sight import current_sight
from backend.pagination import PageQuery
from backend.replies import no_content, reply
from backend.services import services

__all__ = ["bp"]

bp = APIBlueprint("groups", __name__, url_prefix="/api/groups", abp_tags=[Tag(name="groups")])


@bp.get("", responses={200: GroupPage})
def list_groups(query: PageQuery) -> Response:
    """List the groups that one may give a study to: one's own, or all of them for an administrator."""
    rows, total = services().groups.page(query, sight=current_sight())
    items = [Group.model_validate(row) for row in rows]
    return reply(GroupPage(items=items, total=total, page=query.page, per_page=query.per_page))


@bp.post("", responses={201: Group})
@require_role("admin")
def create_group(body: NewGroup) -> Response:
    """Make a group."""
    return reply(Group.model_validate(services().groups.create(name=body.name)), status=201)


@bp.patch("/<int:group_id>", responses={200: Group})
@require_role("admin")
def change_group(path: GroupPath, body: NewGroup) -> Response:
    """Give a group another name."""
    return reply(Group.model_validate(services().groups.rename(path.group_id, name=body.name)))


@bp.delete("/<int:group_id>", responses={204: None})
@require_role("admin")
def delete_group(path: GroupPath) -> Response:
    """Delete a group that has no studies."""
    services().groups.delete(path.group_id)
    return no_content()


@bp.get("/<int:group_id>/accounts", responses={200: MemberPage})
@require_role("admin")
def list_members(path: GroupPath, query: PageQuery) -> Response:
    """List the accounts in a group."""
    rows, total = services().groups.members(path.group_id, query=query)
    items = [Member.model_validate(row) for row in rows]
    return reply(MemberPage(items=items, total=total, page=query.page, per_page=query.per_page))


@bp.put("/<int:group_id>/accounts/<int:account_id>", responses={204: None})
@require_role("admin")
def add_member(path: MemberPath) -> Response:
    """Put an account into a group: it sees the group's studies from now on."""
    services().groups.add(path.group_id, account_id=path.account_id)
    return no_content()


@bp.delete("/<int:group_id>/accounts/<int:account_id>", responses={204: None})
@require_role("admin")
def remove_member(path: MemberPath) -> Response:
    """Take an account out of a group: it does not see the group's studies any more."""
    services().groups.remove(path.group_id, account_id=path.account_id)
    return no_content()
