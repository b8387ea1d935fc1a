"""A whole training of a tiny network, run as a program: `python tiny_run.py SPECIFICATION.json`."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

if os.environ.get("KERAS_BACKEND", "tensorflow") != "tensorflow":
    # As where it is not installed: Keras and TensorBoard look for it by themselves, but must not need it.
    sys.modules["tensorflow"] = None  # type: ignore[assignment]

import keras

from model.tasks.card import NetworkCard
from model.tasks.registry import get_task
from model.training import trainer
from model.training.budget import Budget
from model.training.checkpoint import Progress, save_checkpoint
from model.training.judge import PreparedJudge
from model.training.preset import load_preset
from model.training.run_folder import RunFolder


def main(specification: dict[str, object]) -> None:
    """Train as told, and print what was imported on the way."""
    if "logical_cpus" in specification:
        import tensorflow

        (cpu,) = tensorflow.config.list_physical_devices("CPU")
        parts = [tensorflow.config.LogicalDeviceConfiguration()] * int(str(specification["logical_cpus"]))
        tensorflow.config.set_logical_device_configuration(cpu, parts)
    # A checkpoint after every step, so that a kill finds the run anywhere.
    trainer.CHECKPOINT_SECONDS = 0.0
    if "hold_at" in specification:
        hold_at(int(str(specification["hold_at"])))
    network = NetworkCard(
        name="multimodal_unet3d",
        arguments={"channels": 5, "regions": 3, "filters": [4, 8], "dropout": specification.get("dropout", 0.0)},
    )
    task = dataclasses.replace(get_task("brain-tumour"), network=network)
    preset = dataclasses.replace(
        load_preset("brain-tumour"),
        patch_shape=(16, 16, 16),
        batch_size=2,
        cube_patches=0,
        warmup_steps=2,
        learning_rate=0.01,
        validate_every=1.0,
    )
    paths = [Path(path) for path in specification["prepared"]]  # type: ignore[attr-defined]
    plan = trainer.TrainingPlan(
        task=task,
        preset=preset,
        budget=Budget(steps=int(str(specification["steps"]))),
        prepared=tuple(paths),
        judge=PreparedJudge(paths={"case": paths[0]}, task=task, usual_shape=(16, 16, 16)),
        run=RunFolder(Path(str(specification["folder"]))),
        recalibrate=2,
        workers=int(str(specification.get("workers", 1))),
        devices=int(str(specification.get("devices", 1))),
    )
    plan.run.path.mkdir(parents=True, exist_ok=True)
    trainer.train(plan)
    print(
        json.dumps(
            {
                "backend": keras.backend.backend(),
                "imported": sorted(
                    {name.split(".")[0] for name, module in sys.modules.items() if module}
                    & {"tensorflow", "jax", "torch"}
                ),
            }
        )
    )


def hold_at(step: int) -> None:
    """Go no further once the checkpoint of a step is written: a fast machine would have ended before it is killed."""

    def save_and_hold(path: Path, *, progress: Progress, **values: Any) -> None:
        save_checkpoint(path, progress=progress, **values)
        if progress.step == step:
            signal.pause()

    patch.object(trainer, "save_checkpoint", save_and_hold).start()


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
