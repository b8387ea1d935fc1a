"""What a worker does with the files of a study, on the runtime that needs no TensorFlow."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from model.data.phantom import write_demo_case

PROGRAM = """
import sys
from pathlib import Path
from backend.jobs import worker  # what a worker process imports
from backend.jobs.segmenting import segment_files
from model.inference import Segmenter
from model.tasks import get_task
from model.volumes import VolumeLimits

task = get_task("brain-tumour")
folder = Path(sys.argv[1])
segmenter = Segmenter.load(task, runtime="openvino")
study = segment_files(
    {channel: folder / f"demo_{channel}.nii.gz" for channel in task.channel_ids},
    task=task, segmenter=segmenter, limits=VolumeLimits(), on_progress=lambda stage, share: None,
)
assert segmenter.runtime == "openvino"
assert study.result.labels.shape == (48, 56, 40)
loaded = {"tensorflow", "keras", "jax", "torch"} & set(sys.modules)
assert not loaded, loaded
"""


def test_with_openvino_a_worker_imports_no_tensorflow(tmp_path: Path) -> None:
    pytest.importorskip("openvino", reason="OpenVINO is not installed")
    write_demo_case(tmp_path, shape=(48, 56, 40), spacing=(4.0, 4.0, 4.0))
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
