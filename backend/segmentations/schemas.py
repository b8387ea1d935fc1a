"""What can be asked of a mask, and what is read off it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from backend.images.schemas import FileQuery
from backend.quick_schema import QuickSchema

__all__ = [
    "FileQuery",
    "Lesion",
    "LesionList",
    "LesionQuery",
    "MaskProfile",
    "MaskSlicePath",
    "MaskSliceQuery",
    "SegmentationPath",
]


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


SliceCounts = Annotated[
    dict[str, list[int]],
    Field(description="by region id: its voxels on each slice, from the most left, posterior or inferior one on"),
]


class MaskProfile(BaseModel):
    """Where along each axis the regions of a mask lie."""

    sagittal: SliceCounts
    coronal: SliceCounts
    axial: SliceCounts


class LesionQuery(QuickSchema):
    """Which lesions."""

    region: str | None = Field(None, description="id of a region; the one that the task measures if it is left out")


Point = Annotated[
    tuple[float, float, float],
    Field(description="canonical voxel x,y,z; whole numbers are centres of voxels"),
]


class Lesion(BaseModel):
    """One connected part of a region, and its two diameters."""

    id: int = Field(description="1 is the one with the largest product of its diameters")
    volume_ml: float
    measurable: bool = Field(description="both diameters are at least 10 mm long")
    index: int = Field(description="axial slice on which its longest diameter is longest")
    long: tuple[Point, Point] = Field(description="the longest line on that slice that stays inside the lesion")
    short: tuple[Point, Point] = Field(description="the longest line perpendicular to it that meets it")
    long_mm: float
    short_mm: float
    product_mm2: float


class LesionList(BaseModel):
    """The lesions of a region of a mask."""

    items: list[Lesion]
    sum_of_products_mm2: float = Field(description="of the measurable ones")
