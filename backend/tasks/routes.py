"""`/api/tasks`: the task cards."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from backend.pagination import PageQuery
from backend.replies import reply
from backend.services import services
from backend.tasks.schemas import Task, TaskPage
from model.tasks import load_offered

__all__ = ["bp"]

bp = APIBlueprint("tasks", __name__, url_prefix="/api/tasks", abp_tags=[Tag(name="tasks")])


@bp.get("", responses={200: TaskPage})
def list_tasks(query: PageQuery) -> Response:
    """List the task cards: upload slots, labels, regions and their colours; those that can be started come first."""
    cards = load_offered(folder=services().settings.weights_dir)
    first = (query.page - 1) * query.per_page
    items = [Task.model_validate(card.to_public()) for card in cards[first : first + query.per_page]]
    return reply(TaskPage(items=items, total=len(cards), page=query.page, per_page=query.per_page))
