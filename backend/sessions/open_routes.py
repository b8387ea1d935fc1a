"""`/api/accounts/{id}/sessions` and `/api/sessions`: where one is signed in, or anyone for an administrator."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from backend.access import current_identity
from backend.access.own import check_own_account, check_person
from backend.accounts.schemas import AccountPath
from backend.pagination import PageQuery
from backend.replies import no_content, reply
from backend.services import services
from backend.sessions.open_schemas import OpenSessionPage, SessionPath, open_session_schema

__all__ = ["bp"]

bp = APIBlueprint("open_sessions", __name__, url_prefix="/api", abp_tags=[Tag(name="session")])


@bp.get("/accounts/<int:account_id>/sessions", responses={200: OpenSessionPage})
def list_sessions(path: AccountPath, query: PageQuery) -> Response:
    """List the browsers in which an account is signed in, last used first."""
    check_own_account(path.account_id)
    rows, total = services().open_sessions.page(path.account_id, query=query)
    items = [open_session_schema(row, identity=current_identity()) for row in rows]
    return reply(OpenSessionPage(items=items, total=total, page=query.page, per_page=query.per_page))


@bp.delete("/accounts/<int:account_id>/sessions", responses={204: None})
def end_sessions(path: AccountPath) -> Response:
    """Sign out an account in every browser; tokens of programs stay."""
    check_own_account(path.account_id)
    services().open_sessions.end_all(path.account_id)
    return no_content()


@bp.delete("/sessions/<int:session_id>", responses={204: None})
def end_session(path: SessionPath) -> Response:
    """Sign out one browser; whoever sits at it has to sign in again."""
    check_person()
    services().open_sessions.end(path.session_id, by=current_identity())
    return no_content()
