"""Read the task cards that lie beside this file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from model.errors import UnknownTask
from model.tasks.card import TaskCard
from model.tasks.parse import parse_card

__all__ = ["get_task", "load_tasks"]


@cache
def load_tasks() -> tuple[TaskCard, ...]:
    """Read every card, in the order of their ids.

    Raises:
        TaskError: if a card is broken.
    """
    return tuple(
        parse_card(path.read_text(encoding="utf-8"), source=path.name)
        for path in sorted(Path(__file__).parent.glob("*.yaml"))
    )


def get_task(task_id: str) -> TaskCard:
    """Find a card by its id.

    Raises:
        UnknownTask: if no card has it.
    """
    for task in load_tasks():
        if task.id == task_id:
            return task
    known = ", ".join(task.id for task in load_tasks())
    raise UnknownTask(f"There is no task {task_id!r}. Known tasks: {known}.")
