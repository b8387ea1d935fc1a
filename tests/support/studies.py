"""Small studies to upload, and what an upload may leave behind."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from flask.testing import FlaskClient
from numpy.typing import NDArray
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from backend.jobs.ledger import JobLedger
from backend.services import Services
from backend.studies.purge import Purge
from db.models import Base, Image, Job, Patient, Segmentation, Study
from model.tasks import get_task
from model.volumes import read_labels

__all__ = [
    "CHANNELS",
    "SHAPE",
    "WRONG_MODALITY",
    "Files",
    "post_study",
    "purge",
    "rows",
    "store_mask",
    "stored_files",
    "stored_path",
    "true_labels",
]

CHANNELS = ("flair", "t1", "t1ce", "t2")
SHAPE = (40, 48, 36)

WRONG_MODALITY = {
    "code": "wrong-modality",
    "channel": "t2",
    "severity": "warning",
    "message": "The file in the T2 slot looks like a T1. Check the result.",
}

Files = Mapping[str, Path | bytes]


def post_study(
    client: FlaskClient, files: Files, *, headers: Mapping[str, str] | None = None, **fields: str | None
) -> TestResponse:
    """Upload files by channel; fields that are None are left out."""
    form: dict[str, Any] = {"patient_mrn": "A-1", "patient_name": "Kim Minji", "study_date": "2026-01-02", **fields}
    data: dict[str, Any] = {name: value for name, value in form.items() if value is not None}
    for channel, file in files.items():
        content = file if isinstance(file, bytes) else file.read_bytes()
        data[channel] = (io.BytesIO(content), f"{channel}.nii.gz")
    return client.post("/api/studies", data=data, content_type="multipart/form-data", headers=headers)


def stored_files(services: Services) -> list[str]:
    """Name every file that an upload has left, and every folder of an upload, relative to the data directory."""
    root = services.settings.data_dir
    left = [path for folder in ("store", "cache") for path in (root / folder).rglob("*") if path.is_file()]
    folders = [path for path in (root / "store/incoming").glob("*") if path.is_dir()]
    return sorted(str(path.relative_to(root)) for path in [*left, *folders] if path.name != "lock")


def stored_path(services: Services, sha256: str) -> Path:
    """Say where a volume lies in a store on this machine's disk."""
    return services.settings.data_dir / "store" / sha256[:2] / sha256


def rows(services: Services) -> dict[str, int]:
    """Count the records that an upload makes; tables without any are left out."""
    tables: tuple[type[Base], ...] = (Patient, Study, Image, Job, Segmentation)
    with services.database.read() as session:
        counts = {table.__tablename__: session.scalar(select(func.count()).select_from(table)) for table in tables}
    return {name: count for name, count in counts.items() if count}


def purge(services: Services, *, after_days: float = 0.0) -> int:
    """Remove for good what was deleted; say how many studies and patients it was."""
    return Purge(services.database, store=services.store, grace=timedelta(days=after_days)).run()


def true_labels(case: Mapping[str, Path]) -> NDArray[np.uint8]:
    """Read the mask of a demo case."""
    return read_labels(case["seg"], task=get_task("brain-tumour")).data


def store_mask(
    services: Services,
    job_id: int,
    labels: NDArray[np.uint8],
    *,
    uncertainty: NDArray[np.uint8] | None = None,
    volumes_ml: Mapping[str, float] | None = None,
) -> int:
    """End a job as a worker would, with these labels; give the id of the segmentation.

    Without uncertainties it is a mask from before anything was kept of how sure it is.
    """
    ledger = JobLedger(services.database, settings=services.settings)
    claim = ledger.claim(job_id, worker="test")
    assert claim is not None
    content = labels.tobytes(order="C")
    mask: dict[str, Any] = {
        "labels": zlib.compress(content),
        "labels_sha256": sha256(content).hexdigest(),
        "model_name": "unet3d",
        "model_version": "1",
        "model_sha256": "0" * 64,
        "runtime": "tensorflow",
        "volumes_ml": dict(volumes_ml or {"WT": 3.0, "TC": 2.0, "ET": 1.0}),
    }
    if uncertainty is not None:
        content = uncertainty.tobytes(order="C")
        mask |= {
            "confidence": {"WT": 0.93, "TC": 0.8, "ET": 0.41},
            "low_confidence": ["ET"],
            "findings": [WRONG_MODALITY],
            "uncertainty": zlib.compress(content),
            "uncertainty_sha256": sha256(content).hexdigest(),
        }
    ledger.succeed(claim, mask=mask, timings={"waiting": 0.1})
    with services.database.read() as session:
        found = session.scalar(select(Segmentation.id).where(Segmentation.job_id == job_id))
    assert found is not None
    return found
