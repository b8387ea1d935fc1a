"""`/api/session/second-factor`: one's own, and `/api/accounts/{id}/second-factor`, for administrators."""

from __future__ import annotations

import segno
from flask import Response, request
from flask_openapi3 import APIBlueprint, Tag

from backend.access import Identity, current_identity, require_role
from backend.access.cookie import set_cookie
from backend.access.strength import before_second_factor, must_have_second_factor
from backend.accounts.schemas import AccountPath
from backend.errors import Forbidden
from backend.replies import no_content, reply
from backend.second_factor.schemas import AuthenticatorApp, Code, CurrentPassword, RecoveryCodes, SecondFactor
from backend.services import services

__all__ = ["bp"]

bp = APIBlueprint("second_factor", __name__, url_prefix="/api", abp_tags=[Tag(name="session")])


@bp.get("/session/second-factor", responses={200: SecondFactor})
@before_second_factor
def show_second_factor() -> Response:
    """Tell how it stands with one's own second factor."""
    identity = current_identity()
    shown = SecondFactor(
        enrolled=bool(services().second_factors.enrolled([identity.account_id])),
        required=must_have_second_factor(identity.role, settings=services().settings),
        recovery_codes_left=services().second_factors.codes_left(identity.account_id),
    )
    return reply(shown)


@bp.post("/session/second-factor", responses={201: AuthenticatorApp})
@before_second_factor
def begin_second_factor(body: CurrentPassword) -> Response:
    """Begin to set up an authenticator app; one that is set up already stays until the new one has shown a code."""
    enrolment = services().second_factors.begin(_person(body.password))
    picture = segno.make(enrolment.address, error="m", micro=False)
    shown = AuthenticatorApp(
        key=enrolment.key,
        address=enrolment.address,
        qr_code=picture.svg_data_uri(scale=5, dark="#000", light="#fff"),
    )
    return reply(shown, status=201)


@bp.put("/session/second-factor", responses={200: RecoveryCodes})
@before_second_factor
def confirm_second_factor(body: Code) -> Response:
    """Show the first code of the app: from now on it is asked for; every other browser is signed out.

    The session may do more than before, so its cookie is a new one.
    """
    identity = _person()
    codes = services().second_factors.confirm(identity, code=body.code)
    response = reply(RecoveryCodes(recovery_codes=codes))
    set_cookie(response, services().sessions.renew(identity))
    return response


@bp.post("/session/second-factor/recovery-codes", responses={201: RecoveryCodes})
def renew_recovery_codes(body: CurrentPassword) -> Response:
    """Get new recovery codes; those from before are worth nothing any more."""
    identity = _person(body.password)
    return reply(RecoveryCodes(recovery_codes=services().second_factors.renew_codes(identity.account_id)), status=201)


@bp.post("/session/second-factor/removal", responses={204: None})
def remove_own_second_factor(body: CurrentPassword) -> Response:
    """Take one's own second factor off; every other browser is signed out."""
    identity = _person(body.password)
    services().second_factors.remove(identity.account_id, keep_session=identity.session_id)
    return no_content()


@bp.delete("/accounts/<int:account_id>/second-factor", responses={204: None})
@require_role("admin")
def remove_second_factor(path: AccountPath) -> Response:
    """Take the second factor off an account whose owner has lost it; its browsers are signed out."""
    services().accounts.by_id(path.account_id)
    services().second_factors.remove(path.account_id)
    return no_content()


def _person(password: str | None = None) -> Identity:
    """Give who is asking, who must be at a browser, and know the account's password if one is given."""
    identity = current_identity()
    if identity.session_id is None:
        raise Forbidden("A second factor is set up by people, in the browser.")
    if password is not None:
        services().sessions.confirm_password(
            identity, password=password, field="password", address=request.remote_addr or ""
        )
    return identity
