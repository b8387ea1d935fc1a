"""Task cards: one YAML file says everything about one segmentation task."""

from model.tasks.card import Channel, Label, NetworkCard, Region, TaskCard
from model.tasks.missing import MissingChannel, find_missing
from model.tasks.recognise import recognise_channel, recognise_files
from model.tasks.registry import get_served_task, get_task, load_cards, load_offered, load_tasks, own_weights

__all__ = [
    "Channel",
    "Label",
    "MissingChannel",
    "NetworkCard",
    "Region",
    "TaskCard",
    "find_missing",
    "get_served_task",
    "get_task",
    "load_cards",
    "load_offered",
    "load_tasks",
    "own_weights",
    "recognise_channel",
    "recognise_files",
]
