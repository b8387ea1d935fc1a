"""The pictures of all networks, each drawn from the network as it is built for its paper's shape."""

from __future__ import annotations

from pathlib import Path

from model.networks.anatomy import dissect
from model.networks.picture import draw_network
from model.networks.registry import NETWORKS, build_network
from model.whole_file import write_text

__all__ = ["picture_of", "write_pictures"]


def picture_of(name: str) -> str:
    """Draw a network as SVG.

    Args:
        name: One of `NETWORKS`.
    """
    entry = NETWORKS[name]
    anatomy = dissect(build_network(name, shape=entry.shape, **entry.arguments))
    return draw_network(
        anatomy,
        title=name,
        subtitle=f"{entry.source} · {anatomy.parameters:,} trainable parameters · a bar: channels",
    )


def write_pictures(folder: Path) -> tuple[Path, ...]:
    """Draw every network as `NAME.svg`.

    Args:
        folder: Is made where it is missing; pictures in it are replaced whole.

    Returns:
        The files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in NETWORKS:
        paths.append(folder / f"{name}.svg")
        write_text(paths[-1], picture_of(name))
    return tuple(paths)
