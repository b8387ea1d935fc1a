"""A slice of an array as PNG bytes: one pixel per voxel, in the layout of `model.volumes.slices`."""

from backend.rendering.overlay import label_colours, render_overlay
from backend.rendering.png import encode_png
from backend.rendering.uncertainty import render_uncertainty, uncertainty_colours
from backend.rendering.window import apply_window, window_table

__all__ = [
    "apply_window",
    "encode_png",
    "label_colours",
    "render_overlay",
    "render_uncertainty",
    "uncertainty_colours",
    "window_table",
]
