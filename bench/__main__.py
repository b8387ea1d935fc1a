"""Run every benchmark against one freshly started product and print what was measured."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from pathlib import Path

from bench import cases, memory, slices, start_up, upload, viewer
from tests.support.product import serve


def main() -> None:
    """Start the product on a temporary data directory, measure, print, stop."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0, help="length of each load run")
    options = parser.parse_args()

    print(f"machine: {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    start_up.measure()
    with tempfile.TemporaryDirectory(prefix="neuroslice-bench-") as scratch:
        case = cases.find_or_make(Path(scratch) / "case")
        with serve(Path(scratch) / "data") as product:
            memory.measure(product, when="idle")
            study = upload.measure(product, case=case)
            memory.measure(product, when="after three uploads")
            slices.measure(product, study=study, case=case, scratch=Path(scratch), seconds=options.seconds)
            memory.measure(product, when="after the load")
            viewer.measure(product, study=study)


if __name__ == "__main__":
    main()
