"""Read studies by script, as long as a radiologist would, on screens of several sizes."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from bench import cases
from bench.chromium import program, signed_in
from bench.reading.deeds import DEEDS
from bench.reading.eyes import watch
from bench.reading.fingers import TOUCHES
from bench.reading.reading import read
from bench.reading.screens import SCREENS, Screen
from tests.support.product import CHANNELS, Product, case_files, serve

_DEED_PATIENCE_MS = 10_000


def main() -> None:
    """Upload cases, read each on every screen that is asked for, and print what was noticed."""
    parser = argparse.ArgumentParser(prog="make bench-reading", description=__doc__)
    parser.add_argument("--case", type=Path, action="append", default=[], help="folder of four volumes; again for more")
    parser.add_argument("--screen", action="append", default=[], choices=SCREENS, help="again for more; all by default")
    parser.add_argument("--minutes", type=float, default=10.0, help="of each reading")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pictures", type=Path, required=True, help="folder for what was on the screen")
    options = parser.parse_args()
    if program() is None:
        raise SystemExit("Chromium is not installed: make test-deps")

    with tempfile.TemporaryDirectory(prefix="neuroslice-bench-") as scratch, serve(Path(scratch) / "data") as product:
        files = [case_files(folder) for folder in options.case] or [cases.find_or_make(Path(scratch) / "case")]
        for number, case in enumerate(files):
            study = _uploaded(product, case, number=number)
            for name in options.screen or SCREENS:
                screen = SCREENS[name]
                with signed_in(product, width=screen.width, height=screen.height, touch=screen.touch) as page:
                    _prepare(page)
                    seen = read(
                        page,
                        study=study,
                        deeds=TOUCHES if screen.touch else DEEDS,
                        minutes=options.minutes,
                        seed=options.seed,
                        pictures=options.pictures / f"{number}-{name}",
                    )
                print(f"{_title(case, name, screen)}:\n    {seen}", flush=True)


def _prepare(page: Page) -> None:
    watch(page)
    # A deed that cannot be done is a fault to be told, not one to wait for.
    page.set_default_timeout(_DEED_PATIENCE_MS)


def _uploaded(product: Product, case: dict[str, Path], *, number: int) -> int:
    accepted = product.upload(
        {channel: case[channel] for channel in CHANNELS}, mrn=f"READ-{number}", name="Bench Reader"
    )
    product.finished_job(accepted["job"]["id"])
    return int(accepted["study"]["id"])


def _title(case: dict[str, Path], name: str, screen: Screen) -> str:
    return f"{case['flair'].parent.name}, {name} {screen.width}x{screen.height}"


if __name__ == "__main__":
    main()
