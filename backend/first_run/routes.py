"""`/api/first-run`: make the administrator's account."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from backend.access import open_to_everyone
from backend.access.cookie import set_cookie
from backend.first_run.schemas import FirstAccount, FirstRun
from backend.replies import reply
from backend.services import services
from backend.sessions.asking import asking_browser
from backend.sessions.schemas import Session
from backend.sessions.shown import shown_session

__all__ = ["bp"]

bp = APIBlueprint("first_run", __name__, url_prefix="/api/first-run", abp_tags=[Tag(name="session")])


@bp.get("", responses={200: FirstRun})
@open_to_everyone
def show_first_run() -> Response:
    """Tell whether the administrator's account is still to be made."""
    return reply(FirstRun(needed=services().first_run.needed()))


@bp.post("", responses={201: Session})
@open_to_everyone
def create_administrator(body: FirstAccount) -> Response:
    """Make the administrator's account with the one-time code, and sign in."""
    account = services().first_run.create_administrator(code=body.code, name=body.name, password=body.password)
    secret, identity = services().sessions.open(account, browser=asking_browser())
    response = reply(shown_session(identity), status=201)
    set_cookie(response, secret)
    return response
