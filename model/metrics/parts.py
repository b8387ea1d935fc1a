"""The parts that a mask falls into."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_TOUCHING = np.ones((3, 3, 3), bool)


def number_parts(mask: NDArray[np.bool_]) -> tuple[NDArray[np.int32], int]:
    """Number the parts of a mask; voxels that share a face, an edge or a corner are of one part.

    Args:
        mask: Shape `(x, y, z)`.

    Returns:
        The number of each voxel's part, from 1, and 0 outside the mask; and how many parts there are.
    """
    # Imported here: inference is imported for its types alone too, and SciPy takes a third of a second.
    from scipy import ndimage

    parts, count = ndimage.label(mask, structure=_TOUCHING)
    return parts, int(count)
