"""Look at a whole uploaded file, at bounded memory, before it is accepted."""

from __future__ import annotations

from pathlib import Path

from model.volumes.limits import VolumeLimits
from model.volumes.source import open_volume
from model.volumes.summary import VolumeSummary
from model.volumes.values import ValueStatistics

__all__ = ["inspect_volume"]


def inspect_volume(path: Path, *, limits: VolumeLimits | None = None) -> VolumeSummary:
    """Read a file from end to end and check everything that can be said of it alone.

    A few MiB of memory are used, whatever the file claims to be.

    Args:
        path: .nii or .nii.gz, told apart by content.
        limits: what it may measure; the defaults where None.

    Raises:
        VolumeError: if it is refused, in words for a radiologist.
    """
    with open_volume(path, limits=limits or VolumeLimits()) as source:
        header = source.header
        values = ValueStatistics(header)
        for _, slab in source.slabs():
            values.add(slab)
    values.check()
    minimum, maximum = values.range
    slope, intercept = values.pixel_scale
    return VolumeSummary(
        grid=header.grid,
        orientation=header.orientation,
        uploaded_shape=header.shape,
        dtype=header.dtype.name,
        minimum=minimum,
        maximum=maximum,
        window=values.window,
        head_box=header.orientation.canonical_box(values.head_box, uploaded_shape=header.shape),
        slope=slope,
        intercept=intercept,
        sform_code=header.sform_code,
        qform_code=header.qform_code,
    )
