"""`/api/accounts`: for administrators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from backend.access import Role, require_role
from backend.accounts.schemas import Account, AccountChange, AccountPage, AccountPath, NewAccount
from backend.pagination import PageQuery
from backend.replies import reply
from backend.services import services
from db.models import Account as Row

__all__ = ["bp"]

bp = APIBlueprint("accounts", __name__, url_prefix="/api/accounts", abp_tags=[Tag(name="accounts")])


@bp.get("", responses={200: AccountPage})
@require_role("admin")
def list_accounts(query: PageQuery) -> Response:
    """List the accounts."""
    rows, total = services().accounts.page(query)
    return reply(AccountPage(items=_shown(rows), total=total, page=query.page, per_page=query.per_page))


@bp.post("", responses={201: Account})
@require_role("admin")
def create_account(body: NewAccount) -> Response:
    """Make an account."""
    made = services().accounts.create(name=body.name, password=body.password, role=body.role)
    return reply(_shown([made])[0], status=201)


@bp.patch("/<int:account_id>", responses={200: Account})
@require_role("admin")
def change_account(path: AccountPath, body: AccountChange) -> Response:
    """Change an account's role, disable or enable it, or reset its password."""
    changes = body.model_dump(exclude_unset=True)
    return reply(_shown([services().accounts.change(path.account_id, **changes)])[0])


def _shown(rows: Sequence[Row]) -> list[Account]:
    enrolled = services().second_factors.enrolled([row.id for row in rows])
    return [
        Account(
            id=row.id,
            name=row.name,
            role=cast(Role, row.role),
            disabled=row.disabled,
            second_factor=row.id in enrolled,
            created_at=row.created_at,
        )
        for row in rows
    ]
