"""Measure the network, its peers and the way from files to a stored mask, and print them side by side."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from bench import cases
from bench.model import accuracy, end_to_end, large, machine, network
from model.inference import Segmenter
from model.tasks import get_task
from model.volumes import read_volume


def main() -> None:
    """Run what is asked for; everything by default."""
    parser = argparse.ArgumentParser(prog="make bench-model", description=__doc__)
    parser.add_argument("--peers", type=Path, help="Python that has PyTorch and MONAI; without it no peer is measured")
    parser.add_argument("--runs", type=int, default=3, help="passes of which the fastest counts")
    parser.add_argument("--uploads", type=int, default=3, help="studies from upload to stored mask")
    parser.add_argument("--validation", type=Path, help="folder of cases with expert masks: measures flips and tiles")
    parser.add_argument("--skip", action="append", default=[], choices=["network", "end-to-end", "accuracy", "large"])
    options = parser.parse_args()

    machine.show()
    task = get_task("brain-tumour")
    with tempfile.TemporaryDirectory(prefix="neuroslice-bench-") as folder:
        scratch = Path(folder)
        if "network" not in options.skip or "end-to-end" not in options.skip:
            case = cases.find_or_make(scratch / "case")
        if "network" not in options.skip:
            volumes = [read_volume(path).data for path in case.values()]
            network.measure(task, volumes=volumes, peers=options.peers, runs=options.runs)
        if "end-to-end" not in options.skip:
            end_to_end.measure(case=case, scratch=scratch, uploads=options.uploads)
        if "accuracy" not in options.skip and options.validation is not None:
            accuracy.measure(Segmenter.load(task), task=task, data=options.validation)
        if "large" not in options.skip:
            large.measure(scratch=scratch)


if __name__ == "__main__":
    main()
