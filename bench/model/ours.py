"""Time this network on one runtime: `python -m bench.model.ours RUNTIME PRECISION X Y Z RUNS FOLDER < SPEC`."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from model.inference.runtimes.base import Runtime
from model.inference.runtimes.measure import time_passes
from model.inference.runtimes.spec import NetworkSpec


def main() -> None:
    """Measure and print as JSON."""
    name, precision, x, y, z, runs, folder = sys.argv[1:]
    runtime = _load(name, precision=precision, spec=NetworkSpec.from_json(sys.stdin.read()), folder=Path(folder))
    seconds = time_passes(runtime, shape=(int(x), int(y), int(z)), runs=int(runs))
    print(json.dumps({"seconds": seconds, "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def _load(name: str, *, precision: str, spec: NetworkSpec, folder: Path) -> Runtime:
    if name == "openvino":
        from model.inference.runtimes.openvino import OpenVinoRuntime

        return OpenVinoRuntime(spec, folder=folder, precision=precision)
    from model.inference.runtimes.tensorflow import TensorflowRuntime

    policy = {"float32": "float32", "bfloat16": "mixed_bfloat16"}[precision]
    return TensorflowRuntime(spec.build(policy=policy), fold=not name.endswith("unfolded"))


if __name__ == "__main__":
    main()
