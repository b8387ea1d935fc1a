"""The peer: Debian's Orthanc, serving the axial slices of one volume as DICOM instances."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import requests
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, MRImageStorage, generate_uid

from tests.support.product import free_port


def program() -> str | None:
    """Return the path of Orthanc's server, or None where it is not installed."""
    return shutil.which("Orthanc") or shutil.which("Orthanc", path="/usr/sbin")


@contextmanager
def serving(
    slices: list[NDArray[np.uint16]], *, window: tuple[float, float], scratch: Path
) -> Iterator[tuple[str, list[str]]]:
    """Start Orthanc with the slices in it; yield its origin and the preview path of each slice."""
    port = free_port()
    settings = {
        "Name": "bench",
        "StorageDirectory": str(scratch / "orthanc"),
        "IndexDirectory": str(scratch / "orthanc"),
        "HttpPort": port,
        "DicomServerEnabled": False,
        "RemoteAccessAllowed": False,
        "AuthenticationEnabled": False,
        "KeepAlive": True,
        "HttpThreadsCount": 50,
        "Plugins": [],
    }
    config = scratch / "orthanc.json"
    config.write_text(json.dumps(settings))
    process = subprocess.Popen(
        [str(program()), str(config)], stdout=subprocess.DEVNULL, stderr=(scratch / "orthanc.log").open("wb")
    )
    origin = f"http://127.0.0.1:{port}"
    try:
        _wait(origin)
        series = generate_uid(), generate_uid()
        paths = []
        for index, pixels in enumerate(slices):
            instance = _instance(pixels, index=index, study=series[0], series=series[1], window=window)
            reply = requests.post(f"{origin}/instances", data=instance, timeout=30)
            reply.raise_for_status()
            paths.append(f"/instances/{reply.json()['ID']}/preview")
        yield origin, paths
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(origin: str) -> None:
    for _ in range(200):
        try:
            if requests.get(f"{origin}/system", timeout=2).ok:
                return
        except requests.ConnectionError:
            pass
        time.sleep(0.1)
    raise TimeoutError("Orthanc did not start")


def _instance(pixels: NDArray[np.uint16], *, index: int, study: str, series: str, window: tuple[float, float]) -> bytes:
    """Return one slice as the bytes of an uncompressed DICOM MR file."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = MRImageStorage
    meta.MediaStorageSOPInstanceUID = generate_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    image = Dataset()
    image.file_meta = meta
    image.SOPClassUID, image.SOPInstanceUID = MRImageStorage, meta.MediaStorageSOPInstanceUID
    image.StudyInstanceUID, image.SeriesInstanceUID = study, series
    image.PatientID, image.PatientName, image.Modality = "BENCH", "Bench^Phantom", "MR"
    image.InstanceNumber = index + 1
    image.Rows, image.Columns = pixels.shape
    image.SamplesPerPixel, image.PhotometricInterpretation = 1, "MONOCHROME2"
    image.BitsAllocated, image.BitsStored, image.HighBit, image.PixelRepresentation = 16, 16, 15, 0
    image.WindowCenter, image.WindowWidth = (window[0] + window[1]) / 2, window[1] - window[0]
    image.PixelData = np.ascontiguousarray(pixels).tobytes()
    stream = io.BytesIO()
    image.save_as(stream, enforce_file_format=True)
    return stream.getvalue()
