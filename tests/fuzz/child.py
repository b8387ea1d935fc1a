"""The process that reads broken files: a crash, a hang or too much memory ends it, and it alone."""

from __future__ import annotations

import importlib
import resource
import signal
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path

from tests.fuzz.mutate import mutant

MEMORY_BYTES = 1 << 30
PROCESSOR_SECONDS = 10.0


def main(judge: str, seed: int, start: int, stop: int) -> None:
    """Judge the files of a range, and write a line for each: its number, the seconds that it took, the verdict.

    Memory is bounded for the whole process, libraries included. So is the processor's time for a file: the kernel ends
    the process when it is over, even inside a library. Whoever started this looks at the clock.

    Args:
        judge: "module:function" that takes a path.
        seed: of the campaign.
        start: number of the first file.
        stop: number after the last one.
    """
    module, _, function = judge.partition(":")
    read = getattr(importlib.import_module(module), function)
    warnings.simplefilter("error")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    with tempfile.TemporaryDirectory(prefix="neuroslice-fuzz-") as folder:
        path = Path(folder) / "volume"
        print("begin", flush=True)
        for index in range(start, stop):
            path.write_bytes(mutant(seed=seed, index=index))
            began = time.process_time()
            signal.setitimer(signal.ITIMER_PROF, PROCESSOR_SECONDS)
            try:
                verdict = read(path)
            except Exception as error:  # whatever else comes out of the reader is what is looked for
                frame = traceback.extract_tb(error.__traceback__)[-1]
                verdict = f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}: {error}"
            signal.setitimer(signal.ITIMER_PROF, 0)
            print(index, f"{time.process_time() - began:.4f}", " ".join(verdict.split()), flush=True)
    print("memory", _most_memory(), flush=True)


def _most_memory() -> int:
    """Give the most bytes that this process held; `getrusage` counts those of whoever started it, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
