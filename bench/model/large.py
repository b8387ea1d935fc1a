"""The largest volume that is accepted, 512 cubed: how long it takes and how much memory."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import nibabel
import numpy as np

from bench.model.child import Measured, run
from model.data.phantom import write_demo_case
from model.tasks import get_task

SIDE = 512
TIMES = 4


def measure(*, scratch: Path, spacings: tuple[float, ...] = (0.5, 1.0)) -> None:
    """Segment a phantom of 512 cubed in a process of its own and print its peak memory.

    Args:
        scratch: Where the files go.
        spacings: Millimetres between voxels; at 1 mm the head is half a metre wide, and the network needs tiles.
    """
    task = get_task("brain-tumour")
    print(f"\n{SIDE}x{SIDE}x{SIDE} voxels x{len(task.channels)} (budget 4096 MiB):")
    for spacing in spacings:
        with tempfile.TemporaryDirectory(dir=scratch) as folder:
            write_large_case(Path(folder), channels=task.channel_ids, spacing=spacing)
            measured = run([sys.executable, "-m", "bench.model.segment_folder", folder])
        said = measured
        if isinstance(measured, Measured):
            times = f"{measured.seconds:.1f} s ({measured.cpu_seconds:.1f} s of CPU)"
            said = f"{times}, peak {measured.peak_mib:.0f} MiB"
        print(f"  {spacing:g} mm: {said}", flush=True)


def write_large_case(folder: Path, *, channels: tuple[str, ...], spacing: float) -> None:
    """Write a phantom whose every voxel is repeated along each axis: large files in little time and memory.

    Args:
        folder: Where one file for each channel goes.
        channels: Their ids.
        spacing: Millimetres between voxels.
    """
    small = SIDE // TIMES
    with tempfile.TemporaryDirectory() as scratch:
        files = write_demo_case(Path(scratch), shape=(small,) * 3)
        for channel in channels:
            stored: Any = nibabel.load(files[channel])
            values = np.asarray(stored.dataobj, np.int16)
            for axis in range(3):
                values = values.repeat(TIMES, axis=axis)
            image = nibabel.Nifti1Image(values, np.diag([-spacing, -spacing, spacing, 1.0]))  # type: ignore[no-untyped-call]
            nibabel.save(image, folder / f"{channel}.nii.gz")
