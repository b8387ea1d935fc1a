"""An uploaded file without the names that it may carry beside its voxels."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

from model.volumes.limits import VolumeLimits
from model.volumes.output import DEMO_DESCRIPTION, DESCRIPTION, header_bytes, open_output
from model.volumes.source import open_volume
from model.volumes.stream import is_compressed

__all__ = ["write_clean_volume"]

_KEPT_TEXTS = ("regular",)
# Relics of Analyze 7.5 that NIfTI gives no meaning to, and that hold six bytes of anything.
_MEANINGLESS = ("extents", "session_error")


def write_clean_volume(path: Path, target: BinaryIO, *, limits: VolumeLimits | None = None) -> None:
    """Copy a file without anything that can hold a patient's name.

    Voxels, their scale, and every field that says where they lie are copied bit for bit. What goes is text: all of
    the header's (`descrip`, `aux_file`, `db_name`, `intent_name` …) but our own description of a file of ours, all
    extensions, what follows the voxels, and the file name and comment that gzip keeps. A compressed file is compressed
    anew, by which equal images become equal files; a plain one stays plain.

    Args:
        path: a file that can be read; told apart by content.
        target: an open binary file.
        limits: what it may measure; the defaults where None.

    Raises:
        VolumeError: if it is refused.
    """
    with open_volume(path, limits=limits or VolumeLimits()) as source:
        stored = source.header.dtype
        header = _without_texts(source.header.nifti)

        def write(output: BinaryIO) -> None:
            output.write(header_bytes(header))
            for _, slab in source.slabs():
                output.write(slab.astype(stored, copy=False).tobytes(order="F"))

        if is_compressed(path):
            with open_output(target) as output:
                write(output)
        else:
            write(target)


def _without_texts(nifti: Any) -> Any:
    """Give a copy of a header whose voxels follow at once, and which holds numbers alone."""
    header = nifti.copy()
    own = header["descrip"].tobytes().rstrip(b"\0") in (DESCRIPTION, DEMO_DESCRIPTION)
    for name in header.structarr.dtype.names:
        if name == "descrip" and own:
            continue
        if header.structarr.dtype[name].kind == "S" and name not in _KEPT_TEXTS:
            header[name] = b""
        elif name in _MEANINGLESS:
            header[name] = 0
    header["magic"], header["vox_offset"] = header.single_magic, header.single_vox_offset
    return header
