"""A made-up study of the size of a real head."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from model.data.phantom_anatomy import draw_anatomy
from model.data.phantom_contrast import MODALITIES, draw_modality

Volumes = dict[str, NDArray[np.float32]]


@pytest.fixture(scope="session")
def head_sized() -> Volumes:
    """Draw a skull-stripped brain with a tumour in four modalities, voxels of 2 mm."""
    random = np.random.default_rng(0)
    anatomy = draw_anatomy((120, 120, 78), random=random)
    return {name: draw_modality(anatomy, modality=name, random=random).astype(np.float32) for name in MODALITIES}
