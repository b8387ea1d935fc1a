"""How long the web process takes to import, and that TensorFlow is not among what it imports."""

from __future__ import annotations

import statistics
import subprocess
import sys

PROGRAM = """
import sys, time
started = time.perf_counter()
import backend.app
took = time.perf_counter() - started
assert not {"tensorflow", "keras"} & set(sys.modules)
print(took)
"""


def measure(*, runs: int = 5) -> None:
    """Import the web application in fresh interpreters and print the median time."""
    times = [
        float(subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True).stdout)
        for _ in range(runs)
    ]
    print(f"\nimport of the web process: median {statistics.median(times):.2f} s of {runs} (budget 2 s), no TensorFlow")
