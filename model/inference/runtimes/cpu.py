"""What the processor is and can do."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from pathlib import Path

_INTERESTING = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "avx512_fp16", "amx_bf16", "amx_int8")


@dataclass(frozen=True, kw_only=True)
class Cpu:
    """Describe the processor.

    Args:
        model: Its name.
        cores: How many this process may use.
        abilities: Those of its instructions that matter to a network, in order of age.
    """

    model: str
    cores: int
    abilities: tuple[str, ...]

    @property
    def has_bfloat16(self) -> bool:
        """Whether it multiplies bfloat16 faster than float32."""
        return bool({"amx_bf16", "avx512_bf16"} & set(self.abilities))

    @classmethod
    def read(cls, path: Path = Path("/proc/cpuinfo")) -> Cpu:
        """Ask the kernel; where it does not say, only the name is known.

        Args:
            path: Where Linux says it.
        """
        try:
            lines = path.read_text(encoding="utf-8", errors="replace").split("\n\n")[0].splitlines()
        except OSError:
            lines = []
        said = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
        flags = set(said.get("flags", "").split())
        return cls(
            model=said.get("model name") or platform.processor() or platform.machine(),
            cores=_cores(),
            abilities=tuple(name for name in _INTERESTING if name in flags),
        )


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
