"""Time a runtime in a process of its own: `python -m model.inference.runtimes.measure NAME FOLDER < SPEC`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

from model.errors import ModelUnavailable
from model.inference.runtimes.base import Runtime
from model.inference.runtimes.child import run_child
from model.inference.runtimes.make import make_runtime
from model.inference.runtimes.spec import NetworkSpec
from model.inference.shapes import raised_shape

_SHAPE = (80, 96, 80)
"""A brain at 2 mm: enough work that starting it does not count."""

_RUNS = 4


def measure(name: str, *, spec: NetworkSpec, folder: Path) -> float:
    """Return how many seconds a runtime takes for a volume, measured in another process.

    Args:
        name: Of the runtime.
        spec: The network.
        folder: Where what is exported is kept.

    Raises:
        ModelUnavailable: If the runtime does not work here.
    """
    said = run_child("measure", [name, str(folder)], given=spec.to_json(), environment={})
    return float(said.splitlines()[-1])


def time_passes(
    runtime: Runtime, *, shape: tuple[int, int, int] = _SHAPE, runs: int = _RUNS, exact: bool = False
) -> float:
    """Return the seconds of the fastest pass, after one that does not count; other work only ever makes it slower.

    Args:
        runtime: To be timed.
        shape: Voxels along x, y, z, rounded up to what the network takes.
        runs: How many passes count.
        exact: Whether the network takes this shape and perhaps no other.
    """
    x, y, z = shape if exact else raised_shape(shape, multiple=runtime.multiple)
    batch = np.random.default_rng(0).normal(size=(1, x, y, z, runtime.channels)).astype(np.float32)
    runtime.logits(batch)
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        runtime.logits(batch)
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def main() -> int:
    """Time the runtime that the command line names and write the seconds; say on stderr what failed."""
    name, folder = sys.argv[1:]
    try:
        spec = NetworkSpec.from_json(sys.stdin.read())
        runtime = make_runtime(name, spec=spec, folder=Path(folder))
    except ModelUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    print(time_passes(runtime, shape=spec.tile or _SHAPE, exact=spec.tile is not None))
    return 0


if __name__ == "__main__":
    sys.exit(main())
