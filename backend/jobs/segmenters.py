"""The networks of a worker, each loaded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend.settings import Settings
from model.tasks import TaskCard, own_weights

if TYPE_CHECKING:
    from model.inference import Segmenter

__all__ = ["Segmenters"]


class Segmenters:
    """Give the network of a task, loaded once, or tried again where that failed.

    Args:
        settings: say where weights of one's own are, and what runs them.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._loaded: dict[str, Segmenter] = {}

    def __call__(self, task: TaskCard) -> Segmenter:
        """Give the network of a task.

        Raises:
            ModelUnavailable: it, what runs it, or its weights are missing or damaged.
        """
        if task.id not in self._loaded:
            from model.inference import Segmenter
            from model.inference.own_network import task_of_weights

            folder = own_weights(task, folder=self._settings.weights_dir)
            self._loaded[task.id] = Segmenter.load(
                # Weights that do not ship are of whatever network somebody has trained.
                task if task.served else task_of_weights(task, weights_dir=folder),
                weights_dir=folder,
                runtime=self._settings.runtime,
                cache_dir=self._settings.runtime_dir,
            )
        return self._loaded[task.id]
