"""What a view of the telling phantom shows in every frame of the screen: of which slice image and mask are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.e2e.painting import painted_colours, placed
from tests.support import telling_phantom

__all__ = ["Seen", "watching"]

# Once a frame: what the view says of itself, the grey of the image, and where the bands begin, in rows of pixels.
_RECORD = """(view, {places: [mask, uncertainty, image]}) => {
    const canvas = view.querySelector('canvas');
    const frames = [];
    const band = (across) => {
        const { data } = canvas.getContext('2d').getImageData(across, 0, 1, canvas.height);
        for (let row = 0; row < canvas.height; row += 1) {
            const [r, g, b] = data.subarray(4 * row, 4 * row + 3);
            if (Math.max(r, g, b) - Math.min(r, g, b) > 20) return row;
        }
        return null;
    };
    const note = () => {
        const grey = canvas.getContext('2d').getImageData(image, canvas.height >> 1, 1, 1).data[0];
        frames.push([view.dataset.painted, grey, band(mask), band(uncertainty)]);
        window.seenFrames.next = requestAnimationFrame(note);
    };
    window.seenFrames = { frames, next: requestAnimationFrame(note) };
}"""
# One more frame, of what is there at the end.
_STOP = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
    cancelAnimationFrame(window.seenFrames.next);
    done(window.seenFrames.frames);
})))"""


@dataclass(frozen=True)
class Seen:
    """One frame.

    Args:
        painted: the slice that the view says it shows.
        image: the slice that the image is of; None where it is black.
        mask: the slice that the mask is of; None where there is none.
        uncertainty: the slice that the uncertainty is of; None where there is none.
    """

    painted: int
    image: int | None
    mask: int | None
    uncertainty: int | None


@contextmanager
def watching(page: Page, *, study: Mapping[str, Any]) -> Iterator[list[Seen]]:
    """Note every frame of the axial view during the body; the list holds what was seen afterwards."""
    frame = painted_colours(page, axis="axial").shape
    on_canvas = placed(study, axis="axial", frame=frame)
    columns, rows, _ = telling_phantom.SHAPE
    _, across = on_canvas.centres((rows, columns))
    # In the middle of each third of x, which is up to the left.
    places = [int(across[columns - 1 - (2 * third + 1) * columns // 6]) for third in range(3)]
    page.get_by_test_id("view-axial").evaluate(_RECORD, {"places": places})
    seen: list[Seen] = []

    def band(row: int | None) -> int | None:
        if row is None:
            return None
        from_top = int((row + 0.5 - on_canvas.start[0]) * rows / on_canvas.size[0])
        return telling_phantom.index_of_voxel(rows - 1 - from_top)

    yield seen
    for painted, grey, mask, uncertainty in page.evaluate(_STOP):
        image = telling_phantom.index_of_value(grey * telling_phantom.GREATEST / 255) if grey > 0 else None
        seen.append(Seen(int(painted or -1), image, band(mask), band(uncertainty)))
