"""What is measured on."""

from __future__ import annotations

import os
import platform

from model.inference.available_memory import available_bytes
from model.inference.runtimes.cpu import Cpu

GIB = 1 << 30


def show() -> None:
    """Print processor, abilities, memory and how busy the machine is: a busy one makes every time longer."""
    cpu = Cpu.read()
    print(f"machine: {cpu.model}, {cpu.cores} cores for this process, Python {platform.python_version()}")
    print(f"  abilities: {', '.join(cpu.abilities) or 'not known'}")
    if not cpu.has_bfloat16:
        print("  no bfloat16 instructions (amx_bf16, avx512_bf16): bfloat16 is emulated here, and slower than float32")
    print(f"  memory: {available_bytes(budget=1 << 62) / GIB:.1f} GiB free")
    busy = os.getloadavg()[0]
    print(f"  load before the start: {busy:.1f}" + (" – SHARED, times are too long" if busy > cpu.cores / 2 else ""))
