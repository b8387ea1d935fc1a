"""One reading: a study opened, deeds done one after another, and what was seen after each."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from playwright.sync_api import Page

from bench.reading.deeds import Deed
from bench.reading.eyes import Sight, look
from tests.e2e.looking import wait_until_painted

__all__ = ["Reading", "read"]

# Moves of a tool that nobody sees, in CSS pixels.
_STILL = 1.0


@dataclass
class Reading:
    """What one reading came to.

    Args:
        deeds: how often each was done.
        lags: the input, ms to its effect on the screen, and the deed; those above a frame.
        shifts: what moved unasked, its share of the screen, and the deed.
        faults: everything else, with the deed, and how often.
    """

    deeds: Counter[str] = field(default_factory=Counter)
    lags: list[tuple[str, float, str]] = field(default_factory=list)
    shifts: list[tuple[float, str, str]] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        slow = sorted(self.lags, key=lambda lag: -lag[1])
        late = [duration for _, duration, _ in slow]
        lines = [f"{sum(self.deeds.values())} deeds of {len(self.deeds)} kinds"]
        if late:
            worst = ", ".join(f"{duration:.0f} ms ({name}, {deed})" for name, duration, deed in slow[:4])
            lines.append(
                f"replies above a frame: {len(late)}, median {statistics.median(late):.0f} ms, slowest {worst}"
            )
        moved = [f"{share:.3f} after {deed}: {what}" for share, what, deed in sorted(self.shifts, reverse=True)[:5]]
        lines.append(f"moved unasked: {len(self.shifts)}" + "".join(f"\n      {what}" for what in moved))
        lines.append(f"other faults: {self.faults.total()}")
        lines += [f"  {count} x {what}" for what, count in self.faults.most_common(20)]
        return "\n    ".join(lines)

    def note(self, sight: Sight, *, deed: str, tools: Mapping[str, tuple[float, float]]) -> None:
        """Add what was seen after a deed; `tools` is where the tools were before."""
        self.deeds[deed] += 1
        self.lags += [(name, duration, deed) for name, duration in sight.lags]
        self.shifts += [(share, ", ".join(nodes), deed) for share, nodes in sight.shifts]
        self.faults.update(f"{fault} (after {deed})" for fault in sight.faults)
        for name in tools.keys() & sight.tools.keys():
            if max(abs(now - then) for now, then in zip(sight.tools[name], tools[name], strict=True)) > _STILL:
                self.faults[f"the tool '{name}' moved (after {deed})"] += 1


def read(page: Page, *, study: int, deeds: Mapping[Deed, int], minutes: float, seed: int, pictures: Path) -> Reading:
    """Read a study for some minutes.

    Args:
        page: of a browser in which somebody is signed in, and that `eyes.watch` has prepared.
        study: its number.
        deeds: with how often each is done.
        minutes: how long.
        seed: of the choices.
        pictures: folder that gets a picture every half minute, and one after each deed with a fault.

    Returns:
        What was seen.
    """
    random = Random(seed)
    reading = Reading()
    pictures.mkdir(parents=True, exist_ok=True)
    page.on("console", lambda message: _heard(reading, kind=message.type, text=message.text))
    page.on("pageerror", lambda error: _heard(reading, kind="error", text=str(error)))
    page.goto(f"/studies/{study}")
    wait_until_painted(page)
    tools = look(page).tools
    pictured = started = time.monotonic()
    while (now := time.monotonic()) - started < 60 * minutes:
        deed = random.choices(list(deeds), weights=list(deeds.values()))[0]
        name = deed.__name__.replace("_", " ")
        try:
            deed(page, random)
        except Exception as error:
            reading.faults[f"could not {name}: {str(error).splitlines()[0]}"] += 1
        sight = look(page)
        reading.note(sight, deed=name, tools=tools)
        tools = sight.tools
        if sight.faults or now - pictured > 30:
            page.screenshot(path=pictures / f"{now - started:05.0f} {name}.png")
            pictured = now
    return reading


def _heard(reading: Reading, *, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        reading.faults[f"console {kind}: {text}"] += 1
