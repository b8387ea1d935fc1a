"""`make fuzz`: broken files through the reader, counted."""

from __future__ import annotations

import argparse
import sys

from tests.fuzz.campaign import run_campaign


def main() -> int:
    """Run a campaign, print its figures, and give 1 where anything but a refusal or a valid volume came out."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=main.__doc__)
    parser.add_argument("--count", type=int, default=50_000, help="how many files")
    parser.add_argument("--seed", type=int, default=1, help="another number makes other files")
    options = parser.parse_args()

    def report(done: int) -> None:
        print(f"\r{done} of {options.count}", end="", file=sys.stderr, flush=True)

    outcome = run_campaign(seed=options.seed, count=options.count, report=report)
    print(file=sys.stderr)
    print(f"files:     {options.count} (seed {options.seed})")
    print(f"refused:   {outcome.refused}")
    print(f"accepted:  {outcome.accepted}")
    print(f"faults:    {len(outcome.faults)}")
    print(f"slowest:   {outcome.slowest:.2f} s of the processor (10 s allowed)")
    print(f"memory:    {outcome.memory / (1 << 20):.0f} MiB resident at most (1024 MiB of address space allowed)")
    for index, words in sorted(outcome.faults.items())[:50]:
        print(f"  file {index}: {words}")
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
