"""A picture of a task whose weights an administrator has put in place: uploaded, segmented, shown and given back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient
from numpy.typing import NDArray
from PIL import Image
from werkzeug.test import TestResponse

from backend.jobs.execute import JobRunner
from backend.jobs.segmenters import Segmenters
from backend.language.catalogue import load_catalogue
from backend.services import Services
from backend.settings import Settings
from tests.backend.studies.conftest import Expect
from tests.support.picture_task import PICTURE_TASK, cell_picture, png, write_picture_weights

PICTURE = cell_picture()


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Put weights of a task of pictures in place."""
    write_picture_weights(tmp_path / "weights")
    return settings.model_copy(update={"weights_dir": tmp_path / "weights", "runtime": "tensorflow"})


def post_picture(client: FlaskClient, content: bytes, *, name: str = "slide.png", channel: str = "em") -> TestResponse:
    """Upload a picture."""
    form: dict[str, Any] = {"task": PICTURE_TASK, "patient_mrn": "S-1", "patient_name": "Sample"}
    return client.post(
        "/api/studies", data=form | {channel: (io.BytesIO(content), name)}, content_type="multipart/form-data"
    )


def pixels(reply: TestResponse) -> NDArray[Any]:
    """Read a picture that was sent."""
    assert reply.status_code == 200
    return np.asarray(Image.open(io.BytesIO(reply.data)))


def run(services: Services, job_id: int) -> None:
    """Do a job as a worker does."""
    JobRunner(
        services.database,
        store=services.store,
        settings=services.settings,
        worker="w",
        segmenter=Segmenters(services.settings),
        stopping=lambda: False,
        leave=lambda: None,
    ).run(job_id)


def test_a_task_is_offered_once_its_weights_are_in_place(viewer: FlaskClient) -> None:
    tasks = {item["id"]: item for item in viewer.get("/api/tasks").json["items"]}

    assert [task["id"] for task in tasks.values() if task["served"]] == ["brain-tumour", PICTURE_TASK]
    assert tasks[PICTURE_TASK].items() >= {"pictures": True, "train_command": None}.items()
    assert tasks["cells"].items() >= {"pictures": True, "served": False}.items()
    assert tasks["brain-tumour"]["pictures"] is False


def test_a_picture_becomes_a_study_of_one_slice_that_shows_it_as_it_is(radiologist: FlaskClient) -> None:
    reply = post_picture(radiologist, png(PICTURE))

    assert reply.status_code == 202, reply.json
    study = reply.json["study"]
    rows, columns = PICTURE.shape
    assert (study["shape"], study["spacing"]) == ([columns, rows, 1], [1.0, 1.0, 1.0])
    assert (study["task"], study["channels"], study["head_box"]) == (PICTURE_TASK, ["em"], None)
    shown = radiologist.get(f"/api/studies/{study['id']}/images/em/axial/0.png?window=0,255")
    assert np.array_equal(pixels(shown), PICTURE)
    assert radiologist.get(f"/api/studies/{study['id']}/images/em/axial/1.png").status_code == 404


def test_the_worker_gives_the_mask_that_the_command_line_gives(
    radiologist: FlaskClient, services: Services, settings: Settings, tmp_path: Path
) -> None:
    from backend.cli._segment_picture import segment_picture
    from model.tasks import get_task

    accepted = post_picture(radiologist, png(PICTURE)).json
    run(services, accepted["job"]["id"])

    job = radiologist.get(f"/api/jobs/{accepted['job']['id']}").json
    assert (job["state"], job["error"]) == ("succeeded", None)
    study = radiologist.get(f"/api/studies/{accepted['study']['id']}").json
    (segmentation,) = study["segmentations"]
    assert segmentation["model"]["name"] == "unet"

    file, output = tmp_path / "slide.png", tmp_path / "mask.png"
    file.write_bytes(png(PICTURE))
    segment_picture(
        file, task=get_task(PICTURE_TASK), output=output, weights=settings.weights_dir, settings=services.settings
    )
    mask = np.asarray(Image.open(output))
    assert set(np.unique(mask)) == {0, 1}
    shown = radiologist.get(f"/api/segmentations/{segmentation['id']}/axial/0.png")
    assert np.array_equal(pixels(shown), mask)
    assert segmentation["volumes_ml"]["INSIDE"] == pytest.approx(mask.sum() / 1000)
    # Programs that ask for a volume get one, which lies over the volume that the picture is kept as.
    assert radiologist.get(f"/api/segmentations/{segmentation['id']}.nii.gz").status_code == 200
    for grid in ("uploaded", "canonical"):
        volume = radiologist.get(f"/api/studies/{study['id']}/images/em.nii.gz?grid={grid}", buffered=True)
        assert volume.status_code == 200


def test_a_picture_of_16_bits_is_given_back_to_the_last_one(radiologist: FlaskClient) -> None:
    deep = (PICTURE.astype(np.uint16) + 3) * 200

    study = post_picture(radiologist, png(deep)).json["study"]

    given = radiologist.get(f"/api/studies/{study['id']}/images/em/axial/0.png?depth=16")
    assert given.headers["X-Value-Scale"] == "1.0,0.0"
    assert np.array_equal(pixels(given), deep)


def test_a_picture_is_cut_anew_where_what_slices_are_cut_from_was_lost(
    radiologist: FlaskClient, settings: Settings
) -> None:
    study = post_picture(radiologist, png(PICTURE)).json["study"]
    for path in (settings.data_dir / "cache" / "display").rglob("*.npy"):
        path.unlink()

    shown = radiologist.get(f"/api/studies/{study['id']}/images/em/axial/0.png?window=0,255")

    assert np.array_equal(pixels(shown), PICTURE)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"\x5c\x01\0\0" * 200, "not a PNG or TIFF picture"),
        (png(PICTURE)[:-300], "damaged or cut off"),
        (png(np.zeros((20, 5000), np.uint8)), "at most 4096 on each side"),
        (png(np.zeros((20, 50), np.uint8)), "every pixel has the same value"),
    ],
)
def test_a_picture_that_cannot_be_used_is_refused_and_leaves_nothing(
    radiologist: FlaskClient, nothing_stays: Expect, content: bytes, words: str
) -> None:
    reply = post_picture(radiologist, content)

    assert reply.status_code == 422
    (error,) = reply.json["errors"]
    assert error["field"] == "em"
    assert words in error["message"]
    assert load_catalogue("ko").translate(error["message"]) is not None


def test_no_picture_at_all_is_asked_for(radiologist: FlaskClient) -> None:
    reply = post_picture(radiologist, b"", name="", channel="em")

    assert [error["message"] for error in reply.json["errors"]] == ["Choose a picture: Electron microscopy."]


def test_a_task_without_weights_takes_no_picture(radiologist: FlaskClient) -> None:
    form = {"task": "cells", "patient_mrn": "S-1", "patient_name": "Sample"}
    reply = radiologist.post(
        "/api/studies",
        data=form | {"dic": (io.BytesIO(png(PICTURE)), "dic.png")},
        content_type="multipart/form-data",
    )

    assert reply.status_code == 422
    (error,) = reply.json["errors"]
    assert "neuroslice train --task cells" in error["message"]
    assert load_catalogue("ko").translate(error["message"]) is not None
