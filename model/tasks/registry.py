"""Read the task cards that lie beside this file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from model.errors import UnknownTask
from model.tasks.card import TaskCard
from model.tasks.parse import parse_card

__all__ = ["get_served_task", "get_task", "load_cards", "load_tasks"]


@cache
def load_cards() -> tuple[TaskCard, ...]:
    """Read every card, in the order of their ids.

    Raises:
        TaskError: if a card is broken.
    """
    return tuple(
        parse_card(path.read_text(encoding="utf-8"), source=path.name)
        for path in sorted(Path(__file__).parent.glob("*.yaml"))
    )


@cache
def load_tasks() -> tuple[TaskCard, ...]:
    """Return the cards of the tasks that the product offers, in the order of their ids.

    Raises:
        TaskError: if a card is broken.
    """
    return tuple(task for task in load_cards() if task.served)


def get_task(task_id: str) -> TaskCard:
    """Find a card by its id, also one that can only be trained and measured.

    Raises:
        UnknownTask: if no card has it.
    """
    return _find(task_id, cards=load_cards())


def get_served_task(task_id: str) -> TaskCard:
    """Find the card of a task that the product offers by its id.

    Raises:
        UnknownTask: if no such card has it, or its weights do not ship.
    """
    task = _find(task_id, cards=load_cards())
    if not task.served:
        raise UnknownTask(f"No weights of this task ship. Train them: {task.train_command}")
    return task


def _find(task_id: str, *, cards: tuple[TaskCard, ...]) -> TaskCard:
    for task in cards:
        if task.id == task_id:
            return task
    known = ", ".join(task.id for task in cards)
    raise UnknownTask(f"There is no task {task_id!r}. Known tasks: {known}.")
