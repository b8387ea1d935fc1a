"""Jobs as the API shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from backend.language import Words

__all__ = ["Job", "JobPath", "State"]

State = Literal["queued", "running", "succeeded", "failed", "cancelled"]


class Job(BaseModel):
    """One run of a network over a study."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    study_id: int
    state: State
    stage: str | None = Field(description="what is being done, while it runs")
    progress: float = Field(ge=0, le=1)
    error: Words | None = Field(description="why it failed, in words for people")
    timings: dict[str, float] = Field(description="seconds by stage")
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class JobPath(BaseModel):
    """Which job."""

    job_id: int
