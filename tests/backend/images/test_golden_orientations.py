"""One phantom, stored along every axis: each way to its voxels shows them at the same place in the patient."""

from __future__ import annotations

import gzip
import io

import nibabel
import numpy as np
import pytest
from flask.testing import FlaskClient
from numpy.typing import NDArray
from PIL import Image

from backend.services import Services
from tests.support.oriented_phantom import MARKS, ORIENTATIONS, SHAPE, Way, marked, store_along
from tests.support.studies import CHANNELS, post_study, store_mask


def stored(way: Way, *, degrees: float, number: int) -> nibabel.Nifti1Image:
    """Store a volume whose every voxel is different."""
    values = np.arange(np.prod(SHAPE), dtype=np.int16).reshape(SHAPE) * 3 + number
    return store_along(values, way=way, degrees=degrees)


def as_shown(volume: NDArray[np.generic], axis: str, index: int) -> NDArray[np.generic]:
    """Cut a slice as radiologists look at it: right on the left or front on the left, front or top above."""
    return np.flip(volume.take(index, axis=("sagittal", "coronal", "axial").index(axis)), (0, 1)).T


def downloaded(client: FlaskClient, address: str) -> nibabel.Nifti1Image:
    """Download a volume, and read it as any other program would."""
    with client.get(address) as reply:
        return nibabel.Nifti1Image.from_bytes(gzip.decompress(reply.data))


@pytest.mark.parametrize(
    ("way", "degrees"),
    [(way, 0.0) for way in ORIENTATIONS] + [(way, 17.0) for way in ORIENTATIONS[::5]],
)
def test_both_sources_the_mask_and_its_export_agree_on_every_place(
    radiologist: FlaskClient, services: Services, way: Way, degrees: float
) -> None:
    files = {channel: stored(way, degrees=degrees, number=n) for n, channel in enumerate(CHANNELS)}
    contents = {channel: gzip.compress(image.to_bytes()) for channel, image in files.items()}
    reply = post_study(radiologist, contents)
    assert reply.status_code == 202, reply.json
    study = reply.json["study"]
    labels = marked()
    mask = store_mask(services, reply.json["job"]["id"], labels)
    known = nibabel.as_closest_canonical(files["t1ce"])
    values = np.asarray(known.dataobj)

    assert values.shape == SHAPE
    assert np.allclose(study["affine"], known.affine)

    whole = downloaded(radiologist, f"/api/studies/{study['id']}/images/t1ce.nii.gz?grid=canonical")
    whole_mask = downloaded(radiologist, f"/api/segmentations/{mask}.nii.gz?grid=canonical")
    assert np.array_equal(np.asarray(whole.dataobj), values)
    assert np.array_equal(np.asarray(whole_mask.dataobj), labels)
    assert np.allclose(whole.affine, known.affine)
    assert np.allclose(whole_mask.affine, known.affine)

    for number, axis in enumerate(("sagittal", "coronal", "axial")):
        for index in {place[number] for place in MARKS}:
            slice_reply = radiologist.get(f"/api/studies/{study['id']}/images/t1ce/{axis}/{index}.png?depth=16")
            slope, intercept = (float(part) for part in slice_reply.headers["X-Value-Scale"].split(","))
            pixels = np.asarray(Image.open(io.BytesIO(slice_reply.data))).astype(float)
            assert np.array_equal(pixels * slope + intercept, as_shown(values, axis, index))
            mask_reply = radiologist.get(f"/api/segmentations/{mask}/{axis}/{index}.png?render=labels")
            shown = np.asarray(Image.open(io.BytesIO(mask_reply.data)))
            assert np.array_equal(shown, as_shown(labels, axis, index))

    exported = downloaded(radiologist, f"/api/segmentations/{mask}.nii.gz")
    assert exported.shape == files["flair"].shape
    assert np.allclose(exported.affine, files["flair"].affine)
    found = np.asarray(exported.dataobj)
    for place, label in MARKS.items():
        world = nibabel.affines.apply_affine(known.affine, place)
        in_file = np.rint(nibabel.affines.apply_affine(np.linalg.inv(exported.affine), world)).astype(int)
        assert found[tuple(in_file)] == label
    assert np.count_nonzero(found) == len(MARKS)
