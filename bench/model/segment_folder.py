"""Segment the files of a folder as the worker does: `python -m bench.model.segment_folder FOLDER`."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from backend.jobs.segmenting import segment_files
from model.inference import Segmenter
from model.tasks import get_task
from model.volumes import VolumeLimits


def main() -> None:
    """Segment and print seconds and peak memory as JSON."""
    folder = Path(sys.argv[1])
    task = get_task("brain-tumour")
    segmenter = Segmenter.load(task)
    started, worked = time.perf_counter(), time.process_time()
    segment_files(
        {channel: folder / f"{channel}.nii.gz" for channel in task.channel_ids},
        task=task,
        segmenter=segmenter,
        limits=VolumeLimits(),
        on_progress=lambda stage, share: None,
    )
    said = {
        "seconds": time.perf_counter() - started,
        "cpu_seconds": time.process_time() - worked,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main()
