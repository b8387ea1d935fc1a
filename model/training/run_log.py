"""Where a run's measurements go: its own file, TensorBoard, and a picture."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from model.training.curve import draw_curve
from model.training.run_folder import RunFolder
from model.training.tensorboard_log import open_tensorboard_log

__all__ = ["RunLog"]

_DRAW_SECONDS = 60.0


class RunLog:
    """Log the measurements of one part of a run.

    Args:
        run: Where they go.
        first_step: Where this part begins.
        events: How many measurements the run had by then; a killed run may have logged more, and will again.
    """

    def __init__(self, run: RunFolder, *, first_step: int, events: int) -> None:
        run.keep_events(events)
        self._run = run
        self._board = open_tensorboard_log(run.tensorboard, first_step=first_step)
        self._drawn = float("-inf")
        self.count = events

    def add(self, event: Mapping[str, Any]) -> None:
        """Log a measurement; the picture follows within a minute, and at once after a validation."""
        self._run.log(event)
        self.count += 1
        if self._board is not None:
            self._board.scalars(_scalars(event), step=event["step"])
        if "validation" in event or time.monotonic() - self._drawn > _DRAW_SECONDS:
            self.draw()

    def draw(self) -> None:
        """Bring the picture up to date."""
        draw_curve(self._run.events(), path=self._run.curve)
        self._drawn = time.monotonic()

    def close(self) -> None:
        """Draw the picture for the last time and close what is open."""
        self.draw()
        if self._board is not None:
            self._board.close()


def _scalars(event: Mapping[str, Any]) -> dict[str, float]:
    """Return what TensorBoard shows of a measurement."""
    scalars = {key: float(event[key]) for key in ("loss", "learning_rate") if key in event}
    return scalars | {f"validation/{region}": float(score) for region, score in event.get("mean", {}).items()}
