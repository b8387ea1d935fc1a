"""Task cards as the API shows them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from backend.pagination import Page

__all__ = ["Task", "TaskChannel", "TaskLabel", "TaskPage", "TaskRegion"]


class TaskChannel(BaseModel):
    """One image that a task needs."""

    id: str
    name: str
    patterns: list[str] = Field(description="runs of file name parts, joined by -, that mean this channel")


class TaskLabel(BaseModel):
    """One voxel value of a mask."""

    value: int
    id: str
    name: str


class TaskRegion(BaseModel):
    """A union of labels that is shown and measured as one."""

    id: str
    name: str
    labels: list[int]
    colour: str = Field(description="#rrggbb")
    colour_blind_colour: str = Field(description="#rrggbb, told apart without red-green vision")
    needs: list[str] = Field(description="ids of the channels without which it becomes clearly worse")
    seen_on: str | None = Field(description="id of the channel that shows it best to the eye")


class Task(BaseModel):
    """One segmentation task."""

    id: str
    name: str
    description: str
    channels: list[TaskChannel]
    labels: list[TaskLabel]
    regions: list[TaskRegion]
    measured: str | None = Field(description="id of the region whose lesions are measured in two diameters")
    pictures: bool = Field(description="whether a study of it is a picture, PNG or TIFF, measured in pixels")
    subject: Literal["patient", "sample"] = Field(description="what its images are of")
    served: bool = Field(description="whether a study of it can be uploaded; of others there are no weights")
    train_command: str | None = Field(description="what trains its weights, where there are none")


class TaskPage(Page[Task]):
    """The tasks."""
