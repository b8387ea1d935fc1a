"""`make faults`: every fault against real processes, and a table of what was lost."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.faults.clocks import SetClock, set_clock_aside
from tests.faults.installation import Installation
from tests.faults.killed import (
    cut_off_uploads,
    kill_after_acknowledging,
    kill_worker_in_every_stage,
    pull_the_plug_at_random,
    send_every_message_twice,
)
from tests.faults.machines import kill_one_of_each, machines
from tests.faults.servers import mariadb, redis_without_memory
from tests.faults.starved import fill_the_disk, small_disk, stop_the_broker, stop_the_database
from tests.faults.verdict import HEAD, Verdict
from tests.faults.volumes import different_volumes

Volumes = Iterator[Mapping[str, bytes]]


def main() -> int:
    """Run the faults that are asked for; give 1 if anything was lost or left behind."""
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--pulls", type=int, default=200, help="how often everything is killed at once")
    parser.add_argument("--seed", type=int, default=1, help="of the moments at which it is")
    parser.add_argument("--only", nargs="*", help="parts of the names of faults")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="neuroslice-faults-") as name:
        folder = Path(name)
        volumes = different_volumes(folder / "case")
        faults = _faults(folder, volumes, pulls=chosen.pulls, chance=random.Random(chosen.seed))
        if chosen.only:
            faults = {key: fault for key, fault in faults.items() if any(part in key for part in chosen.only)}
        print(HEAD, flush=True)
        verdicts = []
        for fault in faults.values():
            verdicts.append(fault())
            print(verdicts[-1].line(), flush=True)
    for verdict in verdicts:
        for line in (*verdict.lost, *verdict.left):
            print(line)
    return 0 if all(verdict.is_good for verdict in verdicts) else 1


def _faults(folder: Path, volumes: Volumes, *, pulls: int, chance: random.Random) -> dict[str, Callable[[], Verdict]]:
    def embedded(name: str, fault: Callable[[Installation], Verdict]) -> Verdict:
        with _installation(folder / name) as site:
            return fault(site)

    def database() -> Verdict:
        server = mariadb(folder / "mariadb")
        server.start()
        try:
            with _installation(folder / "database", database_url=server.url) as site:
                return stop_the_database(site, volumes, database=server)
        finally:
            server.kill()

    def broker() -> Verdict:
        server = redis_without_memory(folder / "redis")
        server.start()
        try:
            with _installation(folder / "broker", broker_url=server.url) as site:
                return stop_the_broker(site, volumes, broker=server)
        finally:
            server.kill()

    def disk() -> Verdict:
        with small_disk(folder / "small") as small, _installation(small / "data") as site:
            return fill_the_disk(site, volumes, folder=small)

    def several() -> Verdict:
        with machines(folder / "machines", webs=2, workers=3) as (webs, workers):
            return kill_one_of_each(webs, workers, volumes, jobs=20)

    def clock() -> Verdict:
        clock = SetClock(folder / "clock")
        with _installation(folder / "clocks", environment=clock.environment) as site:
            return set_clock_aside(site, volumes, clock=clock)

    return {
        "machines": several,
        "stages": lambda: embedded("stages", lambda site: kill_worker_in_every_stage(site, volumes)),
        "upload": lambda: embedded("upload", lambda site: cut_off_uploads(site, volumes)),
        "accepted": lambda: embedded("accepted", lambda site: kill_after_acknowledging(site, volumes)),
        "twice": lambda: embedded("twice", lambda site: send_every_message_twice(site, volumes)),
        "database": database,
        "broker": broker,
        "disk": disk,
        "clock": clock,
        "pulled": lambda: embedded(
            "pulled", lambda site: pull_the_plug_at_random(site, volumes, times=pulls, chance=chance)
        ),
    }


@contextmanager
def _installation(data_dir: Path, **options: Any) -> Iterator[Installation]:
    site = Installation(data_dir, **options)
    try:
        yield site
    except BaseException:
        print(site.log.read_text(errors="replace")[-4000:], file=sys.stderr)
        raise
    finally:
        site.close()


if __name__ == "__main__":
    sys.exit(main())
