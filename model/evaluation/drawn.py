"""What two masks of one case hold, without the rest of the head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.evaluation.study import Study
from model.metrics.boxes import common_box
from model.metrics.lesion_parts import DILATION


@dataclass(frozen=True, kw_only=True, eq=False)
class Drawn:
    """What the expert drew of one case and what the network did, cut to what either filled.

    Args:
        truth: The expert's labels, `(x, y, z)`.
        labels: The network's, before any rule, same shape.
        spacing: Millimetres between voxels.
        voxel_mm3: Volume of a voxel.
        sure_mm3: By region, what the network is sure of.
    """

    truth: NDArray[np.uint8]
    labels: NDArray[np.uint8]
    spacing: tuple[float, float, float]
    voxel_mm3: float
    sure_mm3: Mapping[str, float]

    @classmethod
    def of(cls, study: Study, labels: NDArray[np.uint8], *, sure_mm3: Mapping[str, float]) -> Drawn:
        """Keep what is needed of a case, so that many fit into memory.

        Args:
            study: With the expert's mask.
            labels: The network's, on its grid.
            sure_mm3: By region, what the network is sure of.
        """
        truth, grid = study.truth.data, study.truth.grid
        box = common_box(truth > 0, labels > 0, margin=DILATION + 1) or (slice(0, 1),) * truth.ndim
        return cls(
            truth=truth[box].copy(),
            labels=labels[box].copy(),
            spacing=grid.spacing,
            voxel_mm3=1000 * grid.voxel_ml,
            sure_mm3=dict(sure_mm3),
        )
