"""Record every request that the table of actions names, or refuse it.

Nothing happens that is not in the log. A change is written down before its view runs, as begun, and again when it has
ended; a look, a download and a sign-in once they are done, before the reply leaves. What cannot be written down is
answered with 503 in place of what was asked for. Only when the end of a change that has happened already cannot be
written does the reply go out: the log then tells that it began, and the server's own log that its end is missing.
"""

from __future__ import annotations

import logging
from typing import cast

from flask import Flask, Response, current_app, g, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from backend.access.cookie import COOKIE
from backend.audit.actions import ACTIONS, NOT_RECORDED, OTHER_CHANGE, REQUEST, Action
from backend.audit.detail import detail, json_body
from backend.audit.entry import Entry, Outcome
from backend.audit.recent import Recent
from backend.audit.targets import NOTHING, Target, resolve
from backend.audit.who import Who, account_named, who
from backend.errors import Unavailable
from backend.problems import problem_response
from backend.services import services

__all__ = ["init_app"]

logger = logging.getLogger(__name__)

RECENT = "neuroslice-audit-recent"
READING = frozenset({"GET", "HEAD", "OPTIONS"})
REFUSALS = frozenset({401, 403, 404, 429})
STUDY_VIEW = ACTIONS["studies.show_one_study"]


def init_app(app: Flask) -> None:
    """Record the requests of an app; to be called after the guard's, which comes first."""
    app.extensions[RECENT] = Recent()
    app.before_request(begin)
    app.after_request(end)


def begin() -> None:
    """Write down that a change begins.

    Raises:
        Unavailable: it cannot be written, so the change does not begin.
    """
    action = _action()
    if action is not None and action.how == "change":
        g.audit_target = _target()
        g.audit_attempt = _add(action, who(), outcome="begun", target=g.audit_target)


def end(response: Response) -> Response:
    """Write down what became of a request; give the reply that is to be sent."""
    if request.endpoint is None or request.method == "OPTIONS":
        return response
    try:
        _record(response)
    except (Unavailable, SQLAlchemyError) as error:
        if "audit_attempt" in g:
            logger.error("the end of event %d of the audit log cannot be written", g.audit_attempt)
            return response
        return _instead_of(response, error)
    return response


def _record(response: Response) -> None:
    action, outcome = _action(), _outcome(response)
    if "audit_attempt" in g and action is not None:
        target = _made(action, response) or g.audit_target
        _add(action, who(), outcome=outcome, response=response, target=target, attempt_id=g.audit_attempt)
    elif action is not None and action.how == "enter":
        _record_entrance(action, response, outcome=outcome)
    elif outcome == "refused":
        _record_refusal(action or REQUEST, response)
    elif action is not None and outcome == "done":
        # What a browser has kept does not leave the server again.
        if action.how == "give" and response.status_code != 304:
            _add(action, who(), outcome=outcome, response=response, target=_target())
        else:
            _record_look(action if action.how == "look" else STUDY_VIEW, response)


def _record_look(action: Action, response: Response) -> None:
    seeing = who()

    def look() -> None:
        target = _target()
        if target.study_id is None:
            _add(action, seeing, outcome="done", response=response, target=target)
            return
        # By way of whatever part of it a study is opened, it is the study that is opened.
        study = Target(kind="study", id=target.study_id, study_id=target.study_id, patient_id=target.patient_id)
        key = (seeing.key, action.id, study)
        _recent().once(key, lambda: _add(action, seeing, outcome="done", response=response, target=study))

    _recent().once((seeing.key, action.id, _named()), look)


def _record_refusal(action: Action, response: Response) -> None:
    """Record what was refused; the same thing again and again is one refusal, so that nobody can fill the log."""
    stranger = who()
    if stranger.account_id is None and not _shows_credentials():
        # Nobody was let in and nobody tried: a page that is opened before signing in.
        return
    if action is REQUEST and response.status_code == 404:
        return
    # An unknown secret may be tried on any address.
    named = None if stranger.account_id is None else (action.id, _named())
    key = (stranger.key, response.status_code, named)
    _recent().once(key, lambda: _add(action, stranger, outcome="refused", response=response, target=_target()))


def _record_entrance(action: Action, response: Response, *, outcome: Outcome) -> None:
    body = response.get_json(silent=True) if outcome == "done" else None
    if body:
        entering = account_named(services().database, body["account"]["name"], via="browser")
    else:
        try:
            name = json_body(request).get("name")
        except HTTPException:
            name = None
        entering = account_named(services().database, name, via="nobody")
    target = Target(kind="account", id=entering.account_id) if entering.account_id else NOTHING
    _add(action, entering, outcome=outcome, response=response, target=target)


def _add(
    action: Action,
    doer: Who,
    *,
    outcome: Outcome,
    target: Target,
    response: Response | None = None,
    attempt_id: int | None = None,
) -> int:
    entry = Entry(
        action=action.id,
        outcome=outcome,
        via=doer.via,
        address=doer.address,
        account_id=doer.account_id,
        account_name=doer.account_name,
        role=doer.role,
        status=None if response is None else response.status_code,
        target_kind=target.kind,
        target_id=target.id,
        study_id=target.study_id,
        patient_id=target.patient_id,
        attempt_id=attempt_id,
        # What was refused may hold anything at all.
        detail=detail(action, request, reply=response) if outcome == "done" else {},
    )
    return services().audit.add(entry)


def _action() -> Action | None:
    endpoint = request.endpoint
    if endpoint is None or request.method == "OPTIONS":
        return None
    action = ACTIONS.get(endpoint)
    if action is None and request.method not in READING and endpoint not in NOT_RECORDED:
        return OTHER_CHANGE
    return action


def _outcome(response: Response) -> Outcome:
    if response.status_code < 400:
        return "done"
    return "refused" if response.status_code in REFUSALS else "failed"


def _named() -> tuple[str, int] | None:
    """Give kind and id of the record that the address names first."""
    numbers = ((name, value) for name, value in (request.view_args or {}).items() if name.endswith("_id"))
    name, value = next(numbers, ("", None))
    return (name.removesuffix("_id"), value) if isinstance(value, int) else None


def _target() -> Target:
    named = _named()
    return NOTHING if named is None else resolve(services().database, *named)


def _made(action: Action, response: Response) -> Target | None:
    """Give the record that a reply names as new."""
    body = response.get_json(silent=True) if action.makes and response.status_code < 300 else None
    if action.makes is None or not isinstance(body, dict):
        return None
    # An upload's reply holds the study beside its job.
    inner = body.get(action.makes)
    return resolve(services().database, action.makes, (inner if isinstance(inner, dict) else body)["id"])


def _shows_credentials() -> bool:
    return "Authorization" in request.headers or any(name.endswith(COOKIE) for name in request.cookies)


def _recent() -> Recent:
    return cast(Recent, current_app.extensions[RECENT])


def _instead_of(response: Response, error: Exception) -> Response:
    """Give the reply to what could not be recorded, and let go of the one that was made."""
    response.close()
    silent = Unavailable("The database does not answer. Please try again in a moment.")
    problem = error if isinstance(error, Unavailable) else silent
    return problem_response(status=problem.status, title=problem.title, detail=problem.detail)
