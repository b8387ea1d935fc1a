"""What else the log keeps of a request that was granted: the names of fields, never what a patient's fields hold."""

from __future__ import annotations

from typing import Any

from flask import Request, Response

from backend.audit.actions import Action
from backend.audit.entry import Detail

__all__ = ["detail", "json_body"]

# Of accounts, what was granted to whom is what matters.
_SHOWN = ("role", "disabled", "expires_in_days")
# What stands for no group: whoever is signed in sees the study.
_EVERYONE = 0


def detail(action: Action, request: Request, *, reply: Response | None) -> Detail:
    """Describe a request that was granted, so that every name in it is one that its schema knows.

    Args:
        action: what it did.
        request: what was asked.
        reply: what was answered.
    """
    args = request.view_args or {}
    if action.how == "give":
        given = {name: args.get(name) or request.args.get(name) for name in ("channel", "grid")}
        return {name: value for name, value in given.items() if value is not None}
    if action.how != "change":
        return {}
    body = json_body(request)
    found: dict[str, Any] = {"fields": sorted(body)} if body else {}
    if action.id.startswith(("account.", "token.")):
        found |= {name: body[name] for name in _SHOWN if isinstance(body.get(name), str | bool | int)}
        # Whose token it is that was made.
        found |= {"account_id": args["account_id"]} if action.makes is not None and "account_id" in args else {}
    if action.id == "study.upload" and reply is not None:
        # It may be one that nobody named: that of who uploads.
        group = (reply.get_json(silent=True) or {}).get("study", {}).get("group")
        found["group_id"] = group["id"] if group else _EVERYONE
    if action.id == "study.change" and isinstance(body.get("group_id"), int | None) and "group_id" in body:
        found["group_id"] = body["group_id"] or _EVERYONE
    if action.id.startswith("group.") and "account_id" in args:
        found["account_id"] = args["account_id"]
    return found


def json_body(request: Request) -> dict[str, Any]:
    """Give a request's JSON object; an empty one where it has none."""
    body = request.get_json(silent=True) if request.is_json else None
    return body if isinstance(body, dict) else {}
