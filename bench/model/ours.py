"""Time this network on one runtime: `python -m bench.model.ours RUNTIME PRECISION X Y Z RUNS FOLDER < SPEC`."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np

from model.inference.runtimes.base import Runtime
from model.inference.runtimes.spec import NetworkSpec


def main() -> None:
    """Measure and print as JSON."""
    name, precision, x, y, z, runs, folder = sys.argv[1:]
    runtime = _load(name, precision=precision, spec=NetworkSpec.from_json(sys.stdin.read()), folder=Path(folder))
    seconds, worked = _passes(runtime, shape=(int(x), int(y), int(z)), runs=int(runs))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "cpu_seconds": worked, "peak_mib": peak}))


def _passes(runtime: Runtime, *, shape: tuple[int, int, int], runs: int) -> tuple[float, float]:
    """Give the seconds of the fastest pass, and the least seconds of work, after one pass that does not count."""
    batch = np.random.default_rng(0).normal(size=(1, *shape, runtime.channels)).astype(np.float32)
    seconds, worked = [], []
    for _ in range(runs + 1):
        started, before = time.perf_counter(), time.process_time()
        runtime.logits(batch)
        seconds.append(time.perf_counter() - started)
        worked.append(time.process_time() - before)
    return min(seconds[1:]), min(worked[1:])


def _load(name: str, *, precision: str, spec: NetworkSpec, folder: Path) -> Runtime:
    if name == "openvino":
        from model.inference.runtimes.openvino import OpenVinoRuntime

        return OpenVinoRuntime(spec, folder=folder, precision=precision)
    from model.inference.runtimes.tensorflow import TensorflowRuntime

    policy = {"float32": "float32", "bfloat16": "mixed_bfloat16"}[precision]
    return TensorflowRuntime(spec.build(policy=policy), fold=not name.endswith("unfolded"))


if __name__ == "__main__":
    main()
