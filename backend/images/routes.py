"""`/api/studies/{id}/images`: slices as PNG, volumes as NIfTI."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flask import Response, send_file
from flask_openapi3 import APIBlueprint, Tag
from isal import isal_zlib

from backend.caching import immutable, not_modified
from backend.images.schemas import FileQuery, ImagePath, SlicePath, SliceQuery, window
from backend.images.service import ImageRow, check_slice, spacing_header
from backend.rendering import apply_window, encode_png, window_table
from backend.services import services

__all__ = ["GZIP", "PNG", "bp"]

bp = APIBlueprint("images", __name__, url_prefix="/api/studies/<int:study_id>/images", abp_tags=[Tag(name="images")])

PNG = {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}}
GZIP = {"content": {"application/gzip": {"schema": {"type": "string", "format": "binary"}}}}

# Part of every ETag: to be raised when the same voxels are drawn in another way.
_RENDERING = "1"
# The same for files: to be raised when the same voxels are packed or described in another way.
_PACKING = "2"
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_FORMAT = 16 + 15
_CHUNK = 1 << 18


@bp.get("/<channel>/<axis>/<int:index>.png", responses={200: PNG, 304: None})
def show_slice(path: SlicePath, query: SliceQuery) -> Response:
    """Show one grey slice: 8 bits in a window, or 16 bits with the scale of their values.

    One pixel per voxel, in radiological layout; X-Pixel-Spacing says how far apart rows and columns are, in mm.
    """
    image = services().images.find(path.study_id, path.channel)
    check_slice(image.shape, axis=path.axis, index=path.index)
    shown = window(query.window) if query.window else image.window
    variant = "16" if query.depth == "16" else f"8-{shown[0]!r}-{shown[1]!r}"
    etag = f"{image.sha256}-{path.axis}-{path.index}-{variant}-{_RENDERING}"
    known = not_modified(etag)
    if known is not None:
        return known
    headers = spacing_header(image.spacing, axis=path.axis)
    pixels = services().images.slice(image, path.axis, path.index)
    if query.depth == "16":
        headers |= _value_scale(image)
        png = encode_png(pixels)
    else:
        table = window_table(slope=image.slope, intercept=image.intercept, low=shown[0], high=shown[1])
        png = encode_png(apply_window(pixels, table=table))
    return immutable(Response(png, mimetype="image/png"), etag=etag, headers=headers)


@bp.get("/<channel>.nii.gz", responses={200: GZIP, 304: None})
def give_volume(path: ImagePath, query: FileQuery) -> Response:
    """Give the volume, on the grid of the uploaded file or in RAS+.

    In RAS+, X-Value-Scale says what the pixels of this image's 16-bit slices mean, so that a client can make the
    same pixels of the volume's values.
    """
    image = services().images.find(path.study_id, path.channel)
    etag = f"{image.sha256}-{query.grid}-{_PACKING}"
    known = not_modified(etag)
    if known is not None:
        return known
    name = f"study-{path.study_id}_{path.channel}.nii.gz"
    if query.grid == "canonical":
        file = services().images.canonical_file(image)
        headers = _value_scale(image)
    else:
        headers = {}
        file = services().images.uploaded_file(image)
        if not _is_compressed(file):
            attachment = {"Content-Disposition": f"attachment; filename={name}"}
            return immutable(Response(_compressed(file), mimetype="application/gzip"), etag=etag, headers=attachment)
    reply = send_file(file, mimetype="application/gzip", as_attachment=True, download_name=name, etag=False)
    return immutable(reply, etag=etag, headers=headers)


def _value_scale(image: ImageRow) -> dict[str, str]:
    """Say what 16-bit pixels mean."""
    return {"X-Value-Scale": f"{image.slope!r},{image.intercept!r}"}


def _is_compressed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_GZIP_MAGIC)) == _GZIP_MAGIC


def _compressed(path: Path) -> Iterator[bytes]:
    """Compress a file while it is sent; the same file gives the same bytes."""
    packer = isal_zlib.compressobj(level=1, wbits=_GZIP_FORMAT)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield packer.compress(chunk)
    yield packer.flush()
