"""Turn the YAML text of a task card into a checked `TaskCard`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from typing import Any, TypeVar, get_args, get_type_hints

import yaml

from model.errors import TaskError
from model.tasks.card import Channel, Label, NetworkCard, Region, TaskCard
from model.tasks.prediction_card import PredictionCard

__all__ = ["parse_card"]

Card = TypeVar("Card", Channel, Label, NetworkCard, Region, TaskCard)

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def parse_card(text: str, *, source: str) -> TaskCard:
    """Read one card.

    Args:
        text: YAML with the fields of `TaskCard`.
        source: what to call it in errors.

    Raises:
        TaskError: if it is not YAML, a field is missing, unknown or contradicts another one.
    """
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise TaskError(f"{source} is not YAML: {error}") from error
    try:
        card = _card(content)
        _check(card)
    except (TypeError, ValueError, KeyError) as error:
        raise TaskError(f"{source}: {error}") from error
    return card


def _card(content: Any) -> TaskCard:
    values = _values(TaskCard, content)
    spacing = tuple(float(size) for size in values["spacing"])
    if len(spacing) != 3 or min(spacing) <= 0:
        raise ValueError(f"expected spacing as three lengths in mm. Received: {values['spacing']}")
    values.update(
        channels=tuple(_build(Channel, item) for item in values["channels"]),
        labels=tuple(_build(Label, item) for item in values["labels"]),
        regions=tuple(_build(Region, item) for item in values["regions"]),
        network=_build(NetworkCard, values["network"]),
        spacing=spacing,
        metrics=tuple(values["metrics"]),
        ejecting=tuple(values.get("ejecting", ())),
        readers=tuple(values.get("readers", ())),
        prediction=PredictionCard.from_dict(values.get("prediction") or {}),
    )
    return TaskCard(**values)


def _build(kind: type[Card], content: Any) -> Card:
    values = _values(kind, content)
    arguments: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }
    return kind(**arguments)


def _values(kind: type[Any], content: Any) -> dict[str, Any]:
    """Check that the names in a mapping are those of a dataclass."""
    if not isinstance(content, Mapping):
        raise TypeError(f"expected the fields of a {kind.__name__}. Received: {content!r}")
    known = {field.name for field in fields(kind)}
    needed = {field.name for field in fields(kind) if field.default is MISSING}
    if unknown := sorted(set(content) - known):
        raise ValueError(f"{kind.__name__} has no {', '.join(map(str, unknown))}")
    if missing := sorted(needed - set(content)):
        raise ValueError(f"{kind.__name__} needs {', '.join(missing)}")
    return dict(content)


def _check(card: TaskCard) -> None:
    _unique("channel", card.channel_ids)
    _unique("pattern", (pattern for channel in card.channels for pattern in channel.patterns))
    _unique("region", (region.id for region in card.regions))
    _unique("label", (value for label in card.labels for value in (label.value, *label.also_read)))
    for channel in card.channels:
        for pattern in channel.patterns:
            if not _PATTERN.fullmatch(pattern):
                raise ValueError(f"expected lower-case tokens joined by '-'. Received: {pattern}")
    values = {label.value for label in card.labels}
    if not all(0 < value < 256 for value in values):
        raise ValueError(f"expected label values from 1 to 255. Received: {sorted(values)}")
    for region in card.regions:
        if not region.labels or not set(region.labels) <= values:
            raise ValueError(f"region {region.id} needs labels of {sorted(values)}. Received: {region.labels}")
        if not set(region.needs) <= set(card.channel_ids):
            raise ValueError(f"region {region.id} needs channels of {card.channel_ids}. Received: {region.needs}")
        if region.seen_on is not None and region.seen_on not in card.channel_ids:
            raise ValueError(f"region {region.id} is seen on one of {card.channel_ids}. Received: {region.seen_on}")
        for colour in (region.colour, region.colour_blind_colour):
            if not _COLOUR.fullmatch(colour):
                raise ValueError(f"expected a colour as #rrggbb in lower case. Received: {colour}")
    subjects = get_args(get_type_hints(TaskCard)["subject"])
    if card.subject not in subjects:
        raise ValueError(f"expected the subject as one of {subjects}. Received: {card.subject}")
    regions = [region.id for region in card.regions]
    if card.measured is not None and card.measured not in regions:
        raise ValueError(f"expected the measured region to be one of {regions}. Received: {card.measured}")
    if not set(card.ejecting) <= set(regions):
        raise ValueError(f"expected the ejecting regions among {regions}. Received: {list(card.ejecting)}")


def _unique(what: str, names: Iterable[object]) -> None:
    seen: set[object] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{what} {name} occurs twice")
        seen.add(name)
