"""`/api/segmentations`: masks as PNG and as NIfTI."""

from __future__ import annotations

import numpy as np
from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from backend.caching import immutable, not_modified
from backend.images.routes import GZIP, PNG
from backend.images.service import check_slice, spacing_header
from backend.rendering import encode_png, render_overlay, render_uncertainty, uncertainty_colours
from backend.segmentations.readings import measured_region
from backend.segmentations.schemas import (
    FileQuery,
    LesionList,
    LesionQuery,
    MaskProfile,
    MaskSlicePath,
    MaskSliceQuery,
    SegmentationPath,
)
from backend.segmentations.service import chosen_regions, uncertainty_hash
from backend.services import services
from model.volumes import take_slice

__all__ = ["bp"]

bp = APIBlueprint("segmentations", __name__, url_prefix="/api/segmentations", abp_tags=[Tag(name="segmentations")])

# Part of every ETag: to be raised when the same voxels are drawn in another way.
_RENDERING = "1"

# Likewise for what is read off the same voxels.
_READING = "1"


@bp.get("/<int:segmentation_id>/<axis>/<int:index>.png", responses={200: PNG, 304: None})
def show_mask_slice(path: MaskSlicePath, query: MaskSliceQuery) -> Response:
    """Show one slice of a mask: its labels, or colours to be laid over the image (its regions, or how unsure it is).

    One pixel per voxel, in radiological layout; X-Pixel-Spacing says how far apart rows and columns are, in mm.
    """
    service = services().segmentations
    mask = service.find(path.segmentation_id)
    check_slice(mask.shape, axis=path.axis, index=path.index)
    regions = chosen_regions(mask.task, ids=query.regions)
    content, drawn = mask.labels_sha256, "labels"
    if query.render == "overlay":
        drawn = "-".join([*(f"{region.id}{region.colour[1:]}" for region in regions), f"{query.alpha!r}"])
    elif query.render == "uncertainty":
        content, drawn = uncertainty_hash(mask), f"uncertainty-{query.alpha!r}"
    etag = f"{content}-{path.axis}-{path.index}-{drawn}-{_RENDERING}"
    known = not_modified(etag)
    if known is not None:
        return known
    if query.render == "uncertainty":
        pixels = render_uncertainty(take_slice(service.uncertainty(mask), path.axis, path.index), alpha=query.alpha)
    else:
        pixels = take_slice(service.labels(mask), path.axis, path.index)
        if query.render == "overlay":
            pixels = render_overlay(pixels, regions=regions, alpha=query.alpha)
    headers = spacing_header(mask.spacing, axis=path.axis)
    return immutable(Response(encode_png(pixels), mimetype="image/png"), etag=etag, headers=headers)


@bp.get("/uncertainty-scale.png", responses={200: PNG, 304: None})
def show_uncertainty_scale() -> Response:
    """Show the colours of render=uncertainty in one row of 256 pixels, from sure on the left to undecided."""
    etag = f"uncertainty-scale-{_RENDERING}"
    known = not_modified(etag)
    if known is not None:
        return known
    png = encode_png(uncertainty_colours(alpha=1.0)[np.newaxis])
    return immutable(Response(png, mimetype="image/png"), etag=etag)


@bp.get("/<int:segmentation_id>/profile", responses={200: MaskProfile, 304: None})
def show_profile(path: SegmentationPath) -> Response:
    """Count the voxels of each region on every slice of every axis."""
    mask = services().segmentations.find(path.segmentation_id)
    regions = "-".join(f"{region.id}{'.'.join(map(str, region.labels))}" for region in mask.task.regions)
    etag = f"{mask.labels_sha256}-profile-{regions}-{_READING}"
    known = not_modified(etag)
    if known is not None:
        return known
    return immutable(_json(services().readings.profile(mask)), etag=etag)


@bp.get("/<int:segmentation_id>/lesions", responses={200: LesionList, 304: None})
def list_lesions(path: SegmentationPath, query: LesionQuery) -> Response:
    """List the lesions of a region with their two diameters, as the RANO criteria measure them.

    A lesion is a connected part of the region (26 neighbours). On the axial slice with the longest diameter, the
    longest line between two voxel corners on the lesion's outline that never leaves it, and the longest one
    perpendicular to that; in mm from edge to edge (Wen et al. 2010 and 2023). Neither crosses necrosis, a cyst or a
    cavity, so that a ring comes out shorter than from outer edge to outer edge.
    """
    mask = services().segmentations.find(path.segmentation_id)
    region = measured_region(mask, region=query.region)
    spacing = "-".join(f"{size!r}" for size in mask.spacing)
    etag = f"{mask.labels_sha256}-lesions-{region.id}{'.'.join(map(str, region.labels))}-{spacing}-{_READING}"
    known = not_modified(etag)
    if known is not None:
        return known
    return immutable(_json(services().readings.lesions(mask, region=region)), etag=etag)


@bp.get("/<int:segmentation_id>.nii.gz", responses={200: GZIP, 304: None})
def give_mask(path: SegmentationPath, query: FileQuery) -> Response:
    """Give the mask, on the grid of the uploaded file or in RAS+."""
    service = services().segmentations
    mask = service.find(path.segmentation_id)
    etag = f"{mask.labels_sha256}-{mask.study_id}-{query.grid}"
    known = not_modified(etag)
    if known is not None:
        return known
    name = f"study-{mask.study_id}_segmentation-{mask.id}.nii.gz"
    reply = Response(service.file(mask, grid=query.grid), mimetype="application/gzip")
    return immutable(reply, etag=etag, headers={"Content-Disposition": f"attachment; filename={name}"})


@bp.get("/<int:segmentation_id>/uncertainty.nii.gz", responses={200: GZIP, 304: None})
def give_uncertainty(path: SegmentationPath, query: FileQuery) -> Response:
    """Give how unsure the mask is, on the grid of the uploaded file or in RAS+.

    Bytes with a slope of 1/255, so that values go from 0, sure, to 1, undecided: 4p(1-p). 404 for masks without.
    """
    service = services().segmentations
    mask = service.find(path.segmentation_id)
    etag = f"{uncertainty_hash(mask)}-uncertainty-{mask.study_id}-{query.grid}"
    known = not_modified(etag)
    if known is not None:
        return known
    name = f"study-{mask.study_id}_segmentation-{mask.id}_uncertainty.nii.gz"
    reply = Response(service.file(mask, name="uncertainty", grid=query.grid), mimetype="application/gzip")
    return immutable(reply, etag=etag, headers={"Content-Disposition": f"attachment; filename={name}"})


def _json(text: str) -> Response:
    return Response(text, mimetype="application/json")
