"""What a built network is made of: its resolutions, on the way down and up, and what is handed across."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import keras

__all__ = ["Anatomy", "Stage", "Step", "dissect"]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One array on the way through a network.

    Args:
        sizes: Along its axes, channels aside.
        channels: How many.
    """

    sizes: tuple[int, ...]
    channels: int


@dataclass(kw_only=True)
class Stage:
    """What happens at one resolution, on the way down or on the way up.

    Args:
        level: How often the resolution was halved.
        rising: Whether it is on the way up.
        steps: Its arrays, where a convolution made one or its shape changed.
        convolutions: How many layers convolve.
    """

    level: int
    rising: bool
    steps: list[Step] = field(default_factory=list)
    convolutions: int = 0


@dataclass(frozen=True, kw_only=True)
class Anatomy:
    """A network from its input to its output.

    Args:
        stages: In the order in which they are passed.
        skips: Levels whose way down hands something to the way up.
        parameters: That are trained.
    """

    stages: tuple[Stage, ...]
    skips: frozenset[int]
    parameters: int


def dissect(network: keras.Model) -> Anatomy:
    """Find the resolutions of a network.

    A layer that halves every size goes one level down, one that doubles them goes one up; a layer that loses a border,
    or cuts one off, stays where it is.

    Args:
        network: Built for one shape, of images or volumes.
    """
    rank = len(network.input_shape)
    places: dict[int, tuple[int, bool]] = {}
    stages: dict[tuple[int, bool], Stage] = {}
    skips: set[int] = set()
    for layer in network.layers:
        output = _first(layer.output)
        shape = tuple(output.shape)
        inputs = [] if layer is network.layers[0] else _all(layer.input)
        known = [places[id(tensor)] for tensor in inputs if id(tensor) in places]
        if len(shape) != rank or min(shape[1:-1]) < 2 or (inputs and not known):
            # Such as the weights that a context block computes for whole channels.
            continue
        level, rising = known[0] if known else (0, False)
        step = 0
        if inputs and not type(layer).__name__.startswith("Cropping"):
            step = round(math.log2(inputs[0].shape[1] / shape[1])) if len(inputs[0].shape) == rank else 0
            level, rising = level + step, step < 0 or any(up for _, up in known)
        # What is handed across joins what comes from below, or says how to unpool it.
        if rising and (any(place == (level, False) for place in known) or (step < 0 and len(known) > 1)):
            skips.add(level)
        for tensor in _all(layer.output):
            places[id(tensor)] = (level, rising)
        if type(layer).__name__.startswith("Cropping"):
            continue
        stage = stages.setdefault((level, rising), Stage(level=level, rising=rising))
        convolves = "Conv" in type(layer).__name__
        stage.convolutions += convolves
        found = Step(sizes=shape[1:-1], channels=shape[-1])
        if convolves or not stage.steps or stage.steps[-1] != found:
            stage.steps.append(found)
    return Anatomy(
        stages=tuple(stages.values()),
        skips=frozenset(skips),
        parameters=sum(math.prod(weight.shape) for weight in network.trainable_weights),
    )


def _all(tensors: Any) -> list[Any]:
    return list(tensors) if isinstance(tensors, list | tuple) else [tensors]


def _first(tensors: Any) -> Any:
    return _all(tensors)[0]
