"""Every metric of a task on one case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from model.metrics.catalogue import Masks, get_metric
from model.metrics.counts import check_shapes
from model.tasks.card import TaskCard


def case_metrics(
    truth: NDArray[np.uint8],
    prediction: NDArray[np.uint8],
    *,
    task: TaskCard,
    spacing: Sequence[float],
    true_parts: NDArray[np.int32] | None = None,
) -> Mapping[str, Mapping[str, float]]:
    """Measure each region of a case with each metric that the task card names.

    Args:
        truth: The expert's labels, `(x, y, z)`.
        prediction: The labels to judge, same shape.
        task: Its regions and metrics.
        spacing: Millimetres between voxels along x, y, z.
        true_parts: The number of each voxel's object, where the expert told objects apart.

    Returns:
        By region, by metric.

    Raises:
        ValueError: If the shapes differ or the card names an unknown metric.
    """
    check_shapes(truth, prediction)
    metrics = [get_metric(name) for name in task.metrics]
    measured = {}
    for region in task.regions:
        inside = np.isin(truth, region.labels)
        masks = Masks(
            truth=inside,
            prediction=np.isin(prediction, region.labels),
            spacing=spacing,
            true_parts=None if true_parts is None else np.where(inside, true_parts, np.int32(0)),
        )
        measured[region.id] = {metric.id: metric.measure(masks) for metric in metrics}
    return measured
