"""Measurements as the API shows and takes them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictInt

from backend.measurements.points import MAX_POINTS
from backend.pagination import Page, PageQuery
from backend.text import tidy

__all__ = [
    "MAX_PER_STUDY",
    "Axis",
    "DeletionQuery",
    "Measurement",
    "MeasurementChange",
    "MeasurementKind",
    "MeasurementPage",
    "MeasurementPath",
    "MeasurementQuery",
    "MeasurementValues",
    "NewMeasurement",
]

# All of them are on the screen at once, so that they come in one page.
MAX_PER_STUDY = 1000
LABEL_LENGTH = 200

MeasurementKind = Literal["distance", "angle", "ellipse", "freehand", "probe", "bidirectional"]
Axis = Literal["sagittal", "coronal", "axial"]


def _label(text: str) -> str:
    return tidy(text, max_length=LABEL_LENGTH) if text.strip() else ""


# Not from texts, nor from true or false; whole numbers are numbers too.
Coordinate = Annotated[float, Field(strict=True, allow_inf_nan=False)]
PointIn = tuple[Coordinate, Coordinate, Coordinate]
Points = Annotated[list[PointIn], Field(min_length=1, max_length=MAX_POINTS)]
Label = Annotated[str, Field(max_length=LABEL_LENGTH), AfterValidator(_label)]
ChannelName = Annotated[str, Field(min_length=1, max_length=32)]
Version = Annotated[StrictInt, Field(ge=1)]
POINTS = (
    "canonical voxels x, y, z, all in the slice; an integer is the centre of a voxel. distance: its ends; angle: its "
    "vertex in the middle; ellipse: opposite corners of the box that it fills; freehand: a closed outline that does "
    "not cross itself; probe: one point; bidirectional: the ends of one line, then of the one at right angles to it"
)
CHANNEL = "whose values it reads (ellipse, freehand, probe), or that was on the screen"
VERSION = "the one that this is based on; 409 if it is not the newest"


class MeasurementValues(BaseModel):
    """What a measurement comes to; what its kind does not have is left out or null."""

    length_mm: float | None = Field(None, description="distance")
    degrees: float | None = Field(None, description="angle, 0 to 180")
    long_mm: float | None = Field(None, description="bidirectional: the longer line")
    short_mm: float | None = Field(None, description="bidirectional: the shorter line")
    product_mm2: float | None = Field(None, description="bidirectional: the product of both")
    area_cm2: float | None = Field(None, description="ellipse, freehand")
    mean: float | None = Field(None, description="ellipse, freehand: of the voxels whose centres lie inside")
    sd: float | None = Field(None, description="likewise; the standard deviation of these voxels themselves")
    min: float | None = Field(None, description="likewise")
    max: float | None = Field(None, description="likewise")
    voxels: int | None = Field(None, description="ellipse, freehand: how many voxels' centres lie inside")
    value: float | None = Field(None, description="probe: of the voxel")


class Measurement(BaseModel):
    """Something that a person measured."""

    id: int
    study_id: int
    kind: MeasurementKind
    axis: Axis
    index: int = Field(description="of the slice")
    points: list[tuple[float, float, float]] = Field(description=POINTS)
    channel: str | None = Field(description=CHANNEL)
    label: str
    author: str | None = Field(description="the account that made it; null if that is no more")
    changed_by: str | None = Field(description="the account that changed it last; null if nobody did")
    created_at: datetime
    changed_at: datetime
    version: int = Field(description="goes up with every change, deletion included")
    values: MeasurementValues = Field(description="in mm by the true spacing, and in the image's real values")


class MeasurementPage(Page[Measurement]):
    """A page of measurements, in the order in which they were made."""


class MeasurementQuery(PageQuery):
    """Which part of the list."""

    per_page: int = Field(MAX_PER_STUDY, ge=1, le=MAX_PER_STUDY)


class NewMeasurement(BaseModel):
    """What a measurement is made of."""

    model_config = ConfigDict(extra="forbid")

    kind: MeasurementKind
    axis: Axis
    index: StrictInt
    points: Points = Field(description=POINTS)
    channel: ChannelName | None = Field(None, description=CHANNEL)
    label: Label = ""


class MeasurementChange(BaseModel):
    """What to change; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    version: Version = Field(description=VERSION)
    points: Points | None = Field(None, description="in the same slice as before")
    channel: ChannelName | None = None
    label: Label | None = None
    deleted: Literal[False] | None = Field(None, description="false brings a deleted one back, with its id and author")


class MeasurementPath(BaseModel):
    """Which measurement."""

    measurement_id: int


class DeletionQuery(BaseModel):
    """Which state of it to delete."""

    version: int | None = Field(None, ge=1, description=f"{VERSION}; whatever is there if left out")
