"""How long a run may take: steps, or minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORM = re.compile(r"^(\d+(?:\.\d+)?)\s*(s|m|h|)$")
_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0}


@dataclass(frozen=True, kw_only=True)
class Budget:
    """The end of a run; one of the two is set.

    Args:
        steps: Optimiser steps.
        seconds: Time spent training, resumed parts added up.
    """

    steps: int | None = None
    seconds: float | None = None

    def __post_init__(self) -> None:
        """Refuse a budget without an end."""
        if (self.steps is None) == (self.seconds is None) or (self.steps or self.seconds or 0) <= 0:
            raise ValueError(f"Expected either `steps` or `seconds` above 0. Received: {self.steps}, {self.seconds}")

    @classmethod
    def parse(cls, text: str) -> Budget:
        """Read `500` (steps), `90s`, `60m` or `2h`.

        Raises:
            ValueError: If the text is none of these.
        """
        match = _FORM.match(text.strip().lower())
        if match is None:
            raise ValueError(f"A budget is a number of steps or a time such as 500, 90s, 60m or 2h. Received: {text!r}")
        number, unit = float(match[1]), match[2]
        return cls(seconds=number * _SECONDS[unit]) if unit else cls(steps=int(number))

    def spent(self, *, steps: int, seconds: float) -> float:
        """Return the share of the budget that is spent, 1 at the end.

        Args:
            steps: Steps taken.
            seconds: Time spent.
        """
        share = steps / self.steps if self.steps is not None else seconds / (self.seconds or 1.0)
        return min(1.0, share)
