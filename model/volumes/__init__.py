"""Volumes in space: read and check NIfTI and pictures, canonical orientation and the way back, slices, resampling."""

from model.volumes.box import box_around
from model.volumes.canonical import write_canonical_volume
from model.volumes.check import compare_channels, find_identical
from model.volumes.clean import write_clean_volume
from model.volumes.display import write_display_volume
from model.volumes.grid import Grid
from model.volumes.header import UploadedHeader
from model.volumes.inspect import inspect_volume
from model.volumes.labels import LabelVolume, read_labels
from model.volumes.limits import VolumeLimits
from model.volumes.mapped import map_array
from model.volumes.orientation import Orientation
from model.volumes.picture import PICTURE_ENDINGS, read_picture, write_picture_volume
from model.volumes.read import Volume, read_volume
from model.volumes.resample import from_spacing, resampled_shape, to_spacing
from model.volumes.slices import (
    AXES,
    AXIS_INDEX,
    EdgeLetters,
    edge_letters,
    pixel_spacing,
    slice_count,
    slice_plane,
    take_slice,
)
from model.volumes.summary import VolumeSummary
from model.volumes.write import read_uploaded_header, write_mask, write_uncertainty

__all__ = [
    "AXES",
    "AXIS_INDEX",
    "PICTURE_ENDINGS",
    "EdgeLetters",
    "Grid",
    "LabelVolume",
    "Orientation",
    "UploadedHeader",
    "Volume",
    "VolumeLimits",
    "VolumeSummary",
    "box_around",
    "compare_channels",
    "edge_letters",
    "find_identical",
    "from_spacing",
    "inspect_volume",
    "map_array",
    "pixel_spacing",
    "read_labels",
    "read_picture",
    "read_uploaded_header",
    "read_volume",
    "resampled_shape",
    "slice_count",
    "slice_plane",
    "take_slice",
    "to_spacing",
    "write_canonical_volume",
    "write_clean_volume",
    "write_display_volume",
    "write_mask",
    "write_picture_volume",
    "write_uncertainty",
]
