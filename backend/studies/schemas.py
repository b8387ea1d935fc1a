"""Studies as the API shows and takes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from backend.fields import IsoDate, RecordId
from backend.groups.schemas import GroupSummary
from backend.jobs.schemas import Job
from backend.language import Words
from backend.pagination import Page, PageQuery
from backend.patients.schemas import PatientSummary

__all__ = [
    "Accepted",
    "Affine",
    "ChannelDisplay",
    "Description",
    "Finding",
    "ModelUsed",
    "SegmentationSummary",
    "Status",
    "Study",
    "StudyChange",
    "StudyPage",
    "StudyPath",
    "StudyQuery",
    "StudyWarning",
]

Status = Literal["queued", "running", "ready", "failed", "cancelled"]
Row = tuple[float, float, float, float]
Affine = tuple[Row, Row, Row, Row]
Description = Annotated[str, Field(max_length=2000), AfterValidator(str.strip)]


class ModelUsed(BaseModel):
    """Which network made a mask."""

    name: str
    version: str
    sha256: str = Field(description="hash of the weights")


class Finding(BaseModel):
    """Something to know before a mask is trusted."""

    code: str = Field(description="missing-channel, not-a-brain, not-skull-stripped, wrong-modality or low-confidence")
    channel: str | None = Field(description="the one it is about; null where it is about the whole study")
    severity: str = Field(description="warning")
    message: Words = Field(description="the same in words for people")


class SegmentationSummary(BaseModel):
    """A mask, without its voxels, and how sure it is."""

    id: int
    created_at: datetime
    model: ModelUsed
    runtime: str
    volumes_ml: dict[str, float] = Field(
        description="millilitres by region; of a picture each pixel counts as 0.001, whatever it measures"
    )
    widest_at: dict[str, tuple[int, int, int]] | None = Field(
        description="by region that there is: the canonical voxel x,y,z whose three slices each show most of it; null "
        "for masks from before"
    )
    confidence: dict[str, float] | None = Field(
        description="by region, 0 to 1: the Dice to expect, from calibrated probabilities; null for masks from before"
    )
    low_confidence: list[str] = Field(description="regions that are not to be trusted without a look")
    findings: list[Finding] = Field(description="what was noticed while the mask was made")
    has_uncertainty: bool = Field(description="whether render=uncertainty gives a picture")


class ChannelDisplay(BaseModel):
    """How the values of a channel are shown."""

    window: tuple[float, float] = Field(description="low, high: the real values of black and white at first")
    range: tuple[float, float] = Field(description="the least and the greatest real value")


class StudyWarning(BaseModel):
    """What makes a study's masks worse than they could be."""

    code: Literal["missing-channel"]
    channel: str = Field(description="the channel that was not uploaded")
    regions: list[str] = Field(description="the regions that become clearly worse without it; may be none")
    message: str = Field(description="the same in words for people")


Side = Annotated[tuple[int, int], Field(description="the first voxel, and the one after the last")]


class Study(BaseModel):
    """An examination with everything that became of it."""

    id: int
    task: str
    patient: PatientSummary
    study_date: date
    description: str
    group: GroupSummary | None = Field(description="the one that sees it; null for everyone")
    created_at: datetime
    status: Status = Field(description="what became of the newest job")
    shape: tuple[int, int, int] = Field(description="voxels along x, y, z of the canonical (RAS+) grid")
    spacing: tuple[float, float, float] = Field(description="mm along x, y, z; of a picture 1, in pixels")
    affine: Affine = Field(description="rows of the matrix from canonical voxel indices to mm (RAS+)")
    head_box: tuple[Side, Side, Side] | None = Field(
        description="what the head fills of the grid, along x, y, z; null for studies from before it was looked for"
    )
    channels: list[str] = Field(description="those that were uploaded, in the order of the task; at least one")
    warnings: list[StudyWarning] = Field(description="one for each channel of the task that was not uploaded")
    windows: dict[str, ChannelDisplay] = Field(description="by channel")
    segmentations: list[SegmentationSummary] = Field(description="oldest first")
    volumes_ml: dict[str, float] | None = Field(description="those of the newest segmentation")
    job: Job | None = Field(description="the newest")


class StudyPage(Page[Study]):
    """A page of studies, newest first."""


class Accepted(BaseModel):
    """A study that came in, and the job that will segment it."""

    study: Study
    job: Job


class StudyQuery(PageQuery):
    """Which studies."""

    q: str = Field("", max_length=200, description="parts of the patient's name or record number, in any order")
    status: Status | None = None
    patient_id: RecordId | None = None

    @field_validator("status", "patient_id", mode="before")
    @classmethod
    def _empty_is_absent(cls, value: object) -> object:
        return None if value == "" else value


class StudyChange(BaseModel):
    """What to change; what is left out stays. Who gives a study to a group must be in it, or an administrator."""

    model_config = ConfigDict(extra="forbid")

    description: Description | None = None
    group_id: RecordId | None = Field(None, description="one of your groups, or null for everyone")
    study_date: IsoDate | None = None


class StudyPath(BaseModel):
    """Which study."""

    study_id: int
