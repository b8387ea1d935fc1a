"""What somebody at the screen would notice: late replies, things that move, cover each other or are cut off."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

__all__ = ["Sight", "look", "watch"]

# Notes how long after an input its first effect was painted, and what moved without anybody having asked for it.
_WATCH = """(() => {
    const noted = { lags: [], shifts: [] };
    window.readingNotes = noted;
    const name = node => node instanceof Element
        ? `${node.tagName.toLowerCase()}.${node.getAttribute('class') ?? ''}`
        : String(node && node.nodeName);
    // Of the many events of one press or stroke, those that something answers.
    const answered = new Set(['keydown', 'pointerdown', 'pointerup', 'click', 'dblclick']);
    new PerformanceObserver(list => list.getEntries().forEach(entry => {
        if (answered.has(entry.name)) noted.lags.push([entry.name, entry.duration]);
    })).observe({ type: 'event', durationThreshold: 16, buffered: true });
    new PerformanceObserver(list => list.getEntries().forEach(entry => {
        if (!entry.hadRecentInput) noted.shifts.push([entry.value, entry.sources.map(source => name(source.node))]);
    })).observe({ type: 'layout-shift', buffered: true });
})()"""

# Where the tools are, which views are behind, and which controls are covered, cut off or beside the page.
_LOOK = """() => {
    const label = node => (node.getAttribute('aria-label') || node.innerText || node.title || node.tagName).trim();
    const seen = node => {
        const { left, top, width, height } = node.getBoundingClientRect();
        if (width === 0 || height === 0 || getComputedStyle(node).visibility === 'hidden') return null;
        const [x, y] = [left + width / 2, top + height / 2];
        for (let up = node.parentElement; up !== null; up = up.parentElement) {
            if (getComputedStyle(up).overflow === 'visible') continue;
            const box = up.getBoundingClientRect();
            if (x < box.left || x > box.right || y < box.top || y > box.bottom) return null;
        }
        return { x, y, left, right: left + width };
    };
    const views = [...document.querySelectorAll('[data-testid^=view-][data-target]')];
    const outside = [], covered = [], cut = [];
    const open = document.querySelector('dialog[open]') ?? document;
    for (const node of open.querySelectorAll('button, select, a[href], input, [role=slider]')) {
        const shown = node.closest('label') ?? node;
        const place = seen(shown);
        if (place === null) continue;
        if (place.left < -1 || place.right > innerWidth + 1) outside.push(label(shown));
        const top = document.elementFromPoint(place.x, place.y);
        const taken = getComputedStyle(shown).pointerEvents !== 'none';
        if (taken && top !== null && !shown.contains(top) && !top.contains(shown) && !top.closest('[role=status]'))
            covered.push(`${label(shown)} below ${label(top)}`);
        if (shown.tagName === 'BUTTON' && shown.scrollWidth > shown.clientWidth + 1) cut.push(label(shown));
    }
    const tools = document.querySelectorAll('[data-testid=viewer] > :first-child :is(button, label)');
    return {
        behind: views.filter(view => view.dataset.painted !== view.dataset.target).map(view => view.dataset.testid),
        waiting: views.length === 0,
        outside, covered, cut,
        wider: document.documentElement.scrollWidth > innerWidth,
        tools: [...tools].map(node => [label(node), ...['x', 'y'].map(side => node.getBoundingClientRect()[side])]),
    };
}"""
_NOTED = """() => {
    const noted = window.readingNotes;
    const { lags, shifts } = noted;
    noted.lags = [];
    noted.shifts = [];
    return { lags, shifts };
}"""
_SETTLED = """() => [...document.querySelectorAll('[data-testid^=view-][data-target]')]
    .every(view => view.dataset.painted === view.dataset.target)"""
_SETTLING_MS = 2000


@dataclass(frozen=True)
class Sight:
    """What was seen after one deed.

    Args:
        lags: names of inputs, and ms until what they did was painted; those above a frame.
        shifts: shares of the screen that moved unasked, and what it was.
        tools: places of the tools, in CSS pixels.
        faults: everything else that should not be, in words.
    """

    lags: list[tuple[str, float]]
    shifts: list[tuple[float, list[str]]]
    tools: dict[str, tuple[float, float]]
    faults: list[str] = field(default_factory=list)


def watch(page: Page) -> None:
    """Have every page note its replies to inputs and what moves by itself."""
    page.add_init_script(_WATCH)


def look(page: Page) -> Sight:
    """Wait a moment for the views, then note what is seen."""
    try:
        page.wait_for_function(_SETTLED, polling="raf", timeout=_SETTLING_MS)
    except Exception as error:
        if "Timeout" not in type(error).__name__:
            raise
    seen: dict[str, Any] = page.evaluate(_LOOK)
    noted: dict[str, Any] = page.evaluate(_NOTED)
    faults = [f"{kind}: {what}" for kind in ("behind", "outside", "covered", "cut") for what in seen[kind]]
    if seen["wider"]:
        faults.append("the page is wider than the screen")
    return Sight(
        lags=[(name, float(duration)) for name, duration in noted["lags"]],
        shifts=[(float(share), nodes) for share, nodes in noted["shifts"]],
        tools={name: (float(x), float(y)) for name, x, y in seen["tools"]},
        faults=faults,
    )
