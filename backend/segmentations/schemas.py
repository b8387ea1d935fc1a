"""What can be asked of a mask."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from backend.images.schemas import FileQuery
from backend.quick_schema import QuickSchema

__all__ = ["FileQuery", "MaskSlicePath", "MaskSliceQuery", "SegmentationPath"]


class SegmentationPath(QuickSchema):
    """Which mask."""

    segmentation_id: int


class MaskSlicePath(SegmentationPath):
    """Which slice of a mask."""

    axis: str = Field(description="sagittal, coronal or axial")
    index: int = Field(description="0 is the most left, posterior or inferior slice")


class MaskSliceQuery(QuickSchema):
    """How to show a slice of a mask."""

    render: Literal["labels", "overlay", "uncertainty"] = Field(
        "labels",
        description="labels: a grey PNG whose pixel is the label; overlay: transparent, in the regions' colours; "
        "uncertainty: transparent where the network is sure, then from violet to yellow, which is undecided, in "
        "perceptually even steps of 4p(1-p) (an OKLab helix; see uncertainty-scale.png). 404 for masks without one",
    )
    regions: str | None = Field(None, description="overlay: ids of the regions to draw, such as WT,ET; all if left out")
    alpha: float = Field(0.5, ge=0, le=1, description="overlay, uncertainty: opacity")
