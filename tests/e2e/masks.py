"""The mask that a study's views show, as another program reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nibabel
import numpy as np
from numpy.typing import NDArray

from tests.support.product import Product

__all__ = ["canonical", "downloaded_mask"]


def canonical(path: Path) -> NDArray[np.float64]:
    """Read a volume with its axes to the patient's right, front and top."""
    return np.asarray(nibabel.as_closest_canonical(nibabel.load(path)).dataobj)


def downloaded_mask(product: Product, study: dict[str, Any], *, to: Path) -> NDArray[np.uint8]:
    """Download the newest mask of a study, on the uploaded grid, and read it."""
    path = to / "mask.nii.gz"
    segmentation = study["segmentations"][-1]["id"]
    path.write_bytes(product.request("GET", f"/api/segmentations/{segmentation}.nii.gz").content)
    return canonical(path).astype(np.uint8)
