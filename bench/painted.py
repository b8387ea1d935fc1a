"""What the viewer's page says of how far it is, as conditions to wait for; each gives the time at which it held."""

from __future__ import annotations

__all__ = ["PAINTED", "WHOLE"]

# All three views are painted, with their mask if there is one.
PAINTED = """masked => {
    const views = [...document.querySelectorAll('[data-testid^=view-][data-painted]')];
    const ready = view => view.dataset.painted !== '' && (!masked || view.dataset.segmentation !== '');
    return views.length >= 3 && views.every(ready) && performance.now();
}"""
# Every slice of every axis can be shown at once.
WHOLE = """() => {
    const bars = [...document.querySelectorAll('[data-loaded]')];
    return bars.length >= 3 && bars.every(bar => bar.dataset.loaded === bar.dataset.count) && performance.now();
}"""
