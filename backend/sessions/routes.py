"""`/api/session`: the browser's own session."""

from __future__ import annotations

from flask import Response, request
from flask_openapi3 import APIBlueprint, Tag

from backend.access import current_identity, open_to_everyone
from backend.access.cookie import clear_cookie, set_cookie
from backend.access.own import check_person
from backend.access.strength import before_second_factor
from backend.replies import no_content, reply
from backend.services import services
from backend.sessions.asking import asking_browser
from backend.sessions.schemas import Credentials, PasswordChange, Session
from backend.sessions.shown import shown_session

__all__ = ["bp"]

bp = APIBlueprint("sessions", __name__, url_prefix="/api/session", abp_tags=[Tag(name="session")])


@bp.get("", responses={200: Session})
@before_second_factor
def show_session() -> Response:
    """Tell who is signed in."""
    return reply(shown_session(current_identity()))


@bp.post("", responses={200: Session})
@open_to_everyone
def sign_in(body: Credentials) -> Response:
    """Sign in with a name, a password and, where the account has a second factor, a code; sets the session cookie.

    Where nothing but the code is missing or wrong, the 401 names the field `code`.
    """
    secret, identity = services().sessions.sign_in(
        name=body.name,
        password=body.password,
        code=body.code,
        browser=asking_browser(),
    )
    response = reply(shown_session(identity))
    set_cookie(response, secret)
    return response


@bp.delete("", responses={204: None})
@before_second_factor
def sign_out() -> Response:
    """Sign out; the browser forgets every image it kept."""
    services().sessions.sign_out(current_identity())
    return _signed_out()


@bp.delete("/everywhere", responses={204: None})
@before_second_factor
def sign_out_everywhere() -> Response:
    """Sign out in every browser, this one included; tokens of programs stay."""
    check_person()
    services().sessions.sign_out_everywhere(current_identity().account_id)
    return _signed_out()


@bp.put("/password", responses={204: None})
def change_password(body: PasswordChange) -> Response:
    """Change one's own password; every other browser is signed out, and this one's cookie is a new one."""
    secret = services().sessions.change_password(
        current_identity(),
        current_password=body.current_password,
        new_password=body.new_password,
        address=request.remote_addr or "",
    )
    response = no_content()
    if secret is not None:
        set_cookie(response, secret)
    return response


def _signed_out() -> Response:
    response = no_content()
    clear_cookie(response)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
