"""`/api/audit`: what was done, for administrators."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Response, stream_with_context
from flask_openapi3 import APIBlueprint, Tag

from backend.access import require_role
from backend.audit.actions import action_names
from backend.audit.export import write_csv
from backend.audit.schemas import AuditAction, AuditActionList, AuditFilter, AuditPage, AuditQuery, show_event
from backend.replies import reply
from backend.services import services

__all__ = ["bp"]

bp = APIBlueprint("audit", __name__, url_prefix="/api/audit", abp_tags=[Tag(name="audit")])

CSV = {"content": {"text/csv": {"schema": {"type": "string"}}}}


@bp.get("", responses={200: AuditPage})
@require_role("admin")
def list_events(query: AuditQuery) -> Response:
    """Search the audit log, newest first; a change that has ended is one event."""
    rows, total = services().audit.page(query)
    names = action_names()
    items = [show_event(row, name=names.get(row.action, row.action)) for row in rows]
    return reply(AuditPage(items=items, total=total, page=query.page, per_page=query.per_page))


@bp.get("/actions", responses={200: AuditActionList})
@require_role("admin")
def list_actions() -> Response:
    """List everything that is recorded, with its name."""
    return reply(AuditActionList(items=[AuditAction(id=key, name=name) for key, name in action_names().items()]))


@bp.get("/events.csv", responses={200: CSV})
@require_role("admin")
def export_events(query: AuditFilter) -> Response:
    """Give every event that matches, oldest first, as CSV in UTF-8; texts that look like formulas begin with a '."""
    lines = write_csv(services().audit.each(query))
    name = f"audit-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.csv"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(stream_with_context(lines), mimetype="text/csv", headers=headers)
