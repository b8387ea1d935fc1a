"""`/api/accounts/{id}/tokens` and `/api/tokens`: one's own, or anyone's for an administrator."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from backend.access import current_identity
from backend.access.own import check_own_account, check_person
from backend.accounts.schemas import AccountPath
from backend.errors import Forbidden
from backend.pagination import PageQuery
from backend.replies import no_content, reply
from backend.services import services
from backend.tokens.schemas import IssuedToken, NewToken, Token, TokenPage, TokenPath

__all__ = ["bp"]

bp = APIBlueprint("tokens", __name__, url_prefix="/api", abp_tags=[Tag(name="tokens")])


@bp.get("/accounts/<int:account_id>/tokens", responses={200: TokenPage})
def list_tokens(path: AccountPath, query: PageQuery) -> Response:
    """List the tokens of an account."""
    check_own_account(path.account_id)
    rows, total = services().tokens.page(path.account_id, query=query)
    items = [Token.model_validate(row) for row in rows]
    return reply(TokenPage(items=items, total=total, page=query.page, per_page=query.per_page))


@bp.post("/accounts/<int:account_id>/tokens", responses={201: IssuedToken})
def issue_token(path: AccountPath, body: NewToken) -> Response:
    """Issue a token, with the account's role or a lesser one; its key is shown this once."""
    check_own_account(path.account_id)
    if current_identity().session_id is None:
        # Or a token could be followed by one that may more, or lasts longer.
        raise Forbidden("Tokens are issued by people: in the browser or on the command line.")
    token, secret = services().tokens.issue(path.account_id, name=body.name, role=body.role, days=body.expires_in_days)
    shown = Token.model_validate(token).model_dump()
    return reply(IssuedToken(**shown, token=secret), status=201)


@bp.delete("/tokens/<int:token_id>", responses={204: None})
def withdraw_token(path: TokenPath) -> Response:
    """Withdraw a token; programs that use it are refused from now on."""
    check_person()
    services().tokens.withdraw(path.token_id, by=current_identity())
    return no_content()
