"""What a segmentation gives: labels, how sure they are, and what was noticed about the input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

FindingCode = Literal["missing-channel", "not-a-brain", "not-skull-stripped", "wrong-modality", "low-confidence"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Say one thing that a radiologist should know before the mask is trusted. It never blocks.

    Args:
        code: What kind of thing, for programs.
        channel: Id of the channel that it is about; None where it is about the whole study.
        message: The same in a radiologist's words.
        severity: How much it matters.
    """

    code: FindingCode
    channel: str | None
    message: str
    severity: Literal["warning"] = "warning"


@dataclass(frozen=True, kw_only=True, eq=False)
class SegmentationResult:
    """Hold what came out of one study, on its canonical grid.

    Args:
        labels: Shape `(x, y, z)`; the regions nest.
        uncertainty: Shape `(x, y, z)`, 0 sure to 255 undecided, the largest of the regions; 0 outside the brain.
        confidence: The Dice to expect of each region, 0 to 1, by region id.
        low_confidence: Ids of the regions that are not to be trusted without a look.
        findings: What was noticed, about the input first.
    """

    labels: NDArray[np.uint8]
    uncertainty: NDArray[np.uint8]
    confidence: Mapping[str, float]
    low_confidence: tuple[str, ...]
    findings: tuple[Finding, ...]
