"""Run every benchmark against one freshly started product and print what was measured."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from pathlib import Path

from bench import cases, memory, slices, start_up, under_load, upload, viewer
from tests.support.product import serve


def main() -> None:
    """Start the product on a temporary data directory, measure, print, stop."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0, help="length of each load run")
    parser.add_argument("--crowd-seconds", type=float, default=120.0, help="length of the load by many people at once")
    options = parser.parse_args()

    print(f"machine: {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    start_up.measure()
    with tempfile.TemporaryDirectory(prefix="neuroslice-bench-") as scratch:
        case = cases.find_or_make(Path(scratch) / "case")
        with serve(Path(scratch) / "data", environment=under_load.ENVIRONMENT) as product:
            memory.measure(product, when="idle")
            study = upload.measure(product, case=case)
            memory.measure(product, when="after three uploads")
            slices.measure(product, study=study, case=case, scratch=Path(scratch), seconds=options.seconds)
            memory.measure(product, when="after the load")
            under_load.measure(
                product,
                studies=[study],
                case=case,
                seconds=options.crowd_seconds,
                idle_seconds=options.crowd_seconds / 4,
            )
            viewer.measure(product, study=study, case=case)


if __name__ == "__main__":
    main()
