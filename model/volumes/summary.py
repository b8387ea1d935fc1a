"""What is known of an uploaded volume once all of it has been looked at."""

from __future__ import annotations

from dataclasses import dataclass

from model.volumes.box import Box
from model.volumes.grid import Grid
from model.volumes.orientation import Orientation

__all__ = ["VolumeSummary"]


@dataclass(frozen=True, kw_only=True, eq=False)
class VolumeSummary:
    """Hold the facts of a volume that was accepted.

    Args:
        grid: canonical grid.
        orientation: the way from the uploaded grid to the canonical one.
        uploaded_shape: voxels along the axes of the file.
        dtype: number format of the stored values, such as "int16".
        minimum: smallest real value.
        maximum: largest real value.
        window: real values between which the image shows well.
        head_box: part of the canonical grid that the head fills.
        slope: real value = slope x pixel + intercept in the display volume; above 0.
        intercept: see `slope`.
        sform_code: what sform's space is called in NIfTI, 0 where there is none.
        qform_code: the same of qform.
    """

    grid: Grid
    orientation: Orientation
    uploaded_shape: tuple[int, int, int]
    dtype: str
    minimum: float
    maximum: float
    window: tuple[float, float]
    head_box: Box
    slope: float
    intercept: float
    sform_code: int
    qform_code: int
