"""Read the task cards that lie beside this file."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from model.errors import UnknownTask
from model.tasks.card import TaskCard
from model.tasks.parse import parse_card

__all__ = ["get_served_task", "get_task", "load_cards", "load_offered", "load_tasks", "own_weights"]


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
    """Return the cards of the tasks whose weights ship, in the order of their ids.

    Raises:
        TaskError: if a card is broken.
    """
    return tuple(task for task in load_cards() if task.served)


def own_weights(task: TaskCard, *, folder: Path | None) -> Path | None:
    """Return the folder that a task's weights are read from; None where those that ship are.

    A folder need not hold every task's weights. One that lacks those of a task whose weights ship leaves it with them,
    as long as it holds some at all: else it is the wrong folder, and nobody should take its masks for his own.

    Args:
        task: Whose weights.
        folder: Where an installation keeps weights of its own; None where it has none.
    """
    if folder is None or not task.served or _has_weights(task, folder=folder):
        return folder
    return None if any(_has_weights(other, folder=folder) for other in load_cards()) else folder


def load_offered(*, folder: Path | None = None) -> tuple[TaskCard, ...]:
    """Return every card, served where its weights ship or lie in a folder of one's own; those that are come first.

    Args:
        folder: As of `own_weights`.
    """
    cards = (
        replace(task, served=True) if folder is not None and _has_weights(task, folder=folder) else task
        for task in load_cards()
    )
    return tuple(sorted(cards, key=lambda task: not task.served))


def get_task(task_id: str) -> TaskCard:
    """Find a card by its id, also one that can only be trained and measured.

    Raises:
        UnknownTask: if no card has it.
    """
    return _find(task_id, cards=load_cards())


def get_served_task(task_id: str, *, folder: Path | None = None) -> TaskCard:
    """Find the card of a task that the product offers by its id.

    Args:
        task_id: Of the card.
        folder: As of `own_weights`.

    Raises:
        UnknownTask: if no such card has it, or there are no weights of it.
    """
    task = _find(task_id, cards=load_offered(folder=folder))
    if not task.served:
        raise UnknownTask(f"There are no weights of this task. Train them: {task.train_command}")
    return task


def _has_weights(task: TaskCard, *, folder: Path) -> bool:
    return (folder / f"{task.weights}.json").is_file()


def _find(task_id: str, *, cards: tuple[TaskCard, ...]) -> TaskCard:
    for task in cards:
        if task.id == task_id:
            return task
    known = ", ".join(sorted(task.id for task in cards))
    raise UnknownTask(f"There is no task {task_id!r}. Known tasks: {known}.")
