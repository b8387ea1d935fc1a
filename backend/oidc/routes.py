"""`/api/session/provider`: sign in by an OpenID Connect provider.

The server redirects nobody: the page sends the browser to the provider, which sends it back to a page, and that page
brings here what came along.
"""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from backend.access import open_to_everyone
from backend.access.cookie import clear_cookie, read_cookie, set_cookie
from backend.oidc.schemas import Begun, Provider, Returned
from backend.replies import reply
from backend.services import services
from backend.sessions.asking import asking_browser
from backend.sessions.schemas import Session
from backend.sessions.shown import shown_session

__all__ = ["bp"]

bp = APIBlueprint("oidc", __name__, url_prefix="/api/session/provider", abp_tags=[Tag(name="session")])

BEGUN = "neuroslice_sign_in"


@bp.get("", responses={200: Provider})
@open_to_everyone
def show_provider() -> Response:
    """Tell by whom one can sign in besides a password."""
    settings = services().settings
    return reply(Provider(name=settings.oidc_label if settings.oidc_issuer else None))


@bp.get("/address", responses={200: Begun})
@open_to_everyone
def begin_sign_in() -> Response:
    """Give the address to send the browser to; it keeps a cookie until it comes back, the server keeps nothing."""
    address, kept = services().oidc.begin()
    response = reply(Begun(address=address))
    set_cookie(response, kept, name=BEGUN)
    return response


@bp.post("/return", responses={200: Session})
@open_to_everyone
def finish_sign_in(body: Returned) -> Response:
    """Sign in who came back from the provider; sets the session cookie."""
    secret, identity = services().oidc.finish(
        code=body.code, state=body.state, kept=read_cookie(BEGUN), browser=asking_browser()
    )
    response = reply(shown_session(identity))
    set_cookie(response, secret)
    clear_cookie(response, name=BEGUN)
    return response
