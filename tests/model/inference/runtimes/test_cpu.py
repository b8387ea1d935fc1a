from __future__ import annotations

from pathlib import Path

import pytest

from model.inference.runtimes.cpu import Cpu


def _cpuinfo(folder: Path, flags: str) -> Path:
    path = folder / "cpuinfo"
    path.write_text(f"processor\t: 0\nmodel name\t: A Processor @ 2.50GHz\nflags\t\t: fpu {flags}\n\nprocessor\t: 1\n")
    return path


def test_names_the_processor_and_the_abilities_that_matter(tmp_path: Path) -> None:
    cpu = Cpu.read(_cpuinfo(tmp_path, "sse avx512_vnni avx2"))
    assert cpu.model == "A Processor @ 2.50GHz"
    assert cpu.abilities == ("avx2", "avx512_vnni")
    assert cpu.cores >= 1


@pytest.mark.parametrize(("flags", "expected"), [("avx512_bf16", True), ("amx_bf16 amx_tile", True), ("avx2", False)])
def test_knows_which_instructions_multiply_bfloat16(tmp_path: Path, flags: str, expected: bool) -> None:
    assert Cpu.read(_cpuinfo(tmp_path, flags)).has_bfloat16 is expected


def test_a_system_that_says_nothing_has_a_name_and_no_abilities(tmp_path: Path) -> None:
    cpu = Cpu.read(tmp_path / "none")
    assert cpu.model
    assert cpu.abilities == ()
