"""The options that say what a run computes with."""

from __future__ import annotations

from dataclasses import dataclass

import click

from backend.cli._training.option_group import option_group

__all__ = ["ComputeOptions", "compute_options"]


@dataclass(frozen=True, kw_only=True)
class ComputeOptions:
    """What a run computes with.

    Args:
        precision: Instead of the preset's, or None.
        workers: Processes that make batches.
        devices: GPUs that share each batch.
    """

    precision: str | None
    workers: int
    devices: int


compute_options = option_group(
    ComputeOptions,
    argument="compute",
    options=(
        click.option(
            "--precision",
            type=click.Choice(["float32", "mixed_bfloat16"]),
            help="Instead of the preset's: bfloat16 is faster where the processor has it (AMX, AVX-512 BF16).",
        ),
        click.option(
            "--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that make batches."
        ),
        click.option(
            "--devices", type=click.IntRange(min=1), default=1, show_default=True, help="GPUs that share each batch."
        ),
    ),
)
