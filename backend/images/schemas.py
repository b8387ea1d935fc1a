"""What can be asked of an image."""

from __future__ import annotations

import math
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from backend.quick_schema import QuickSchema

__all__ = ["FileQuery", "Grid", "ImagePath", "SlicePath", "SliceQuery"]

Grid = Literal["uploaded", "canonical"]


def _numbers(text: str) -> str:
    window(text)
    return text


def window(text: str) -> tuple[float, float]:
    """Read "low,high".

    Raises:
        ValueError: if it is something else, or low is not below high.
    """
    parts = text.split(",")
    try:
        low, high = (float(part) for part in parts)
    except ValueError:
        raise ValueError("This must be two numbers, such as 0,1200.") from None
    if not (math.isfinite(low) and math.isfinite(high)):
        raise ValueError("This must be two finite numbers.")
    if low >= high:
        raise ValueError(
            f"The lower end of the window must lie below the upper one; {low:g} does not lie below {high:g}."
        )
    return low, high


class ImagePath(QuickSchema):
    """Which image."""

    study_id: int
    channel: str


class SlicePath(ImagePath):
    """Which slice of an image."""

    axis: str = Field(description="sagittal, coronal or axial")
    index: int = Field(description="0 is the most left, posterior or inferior slice")


class SliceQuery(QuickSchema):
    """How to show a slice."""

    window: Annotated[str, AfterValidator(_numbers)] | None = Field(
        None, description="low,high in real values, for 8 bits; the volume's own window if it is left out"
    )
    depth: Literal["8", "16"] = Field("8", description="8: windowed; 16: every value, with X-Value-Scale")


class FileQuery(QuickSchema):
    """On which grid to give a file."""

    grid: Grid = Field("uploaded", description="uploaded: as the file came; canonical: in RAS+")
