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

from tests.faults.away import (
    cut_off_uploads_from_the_database,
    lose_every_message,
    stop_the_broker,
    stop_the_database,
)
from tests.faults.clocks import SetClock, set_clock_aside
from tests.faults.installation import Installation
from tests.faults.killed import (
    cut_off_uploads,
    kill_after_acknowledging,
    kill_worker_in_every_stage,
    send_every_message_twice,
)
from tests.faults.machines import kill_one_of_each, machines
from tests.faults.pulled import pull_the_plug_at_random
from tests.faults.servers import mariadb, redis_without_memory, running
from tests.faults.starved import fill_the_disk, small_disk
from tests.faults.verdict import HEAD, Verdict
from tests.faults.volumes import different_volumes

GONE_AT_ONCE = {"NEUROSLICE_DELETION_GRACE_DAYS": "0"}
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
        for line in (*verdict.lost, *verdict.left, *(f"{verdict.fault}: {note}" for note in verdict.notes)):
            print(line)
    return 0 if all(verdict.is_good for verdict in verdicts) else 1


def _faults(folder: Path, volumes: Volumes, *, pulls: int, chance: random.Random) -> dict[str, Callable[[], Verdict]]:
    def embedded(name: str, fault: Callable[[Installation], Verdict]) -> Verdict:
        with _installation(folder / name) as site:
            return fault(site)

    def with_database(name: str, fault: Callable[..., Verdict], **options: Any) -> Verdict:
        with (
            running(mariadb(folder / f"{name}-mariadb")) as server,
            _installation(folder / name, database_url=server.url) as site,
        ):
            return fault(site, volumes, database=server, **options)

    def with_broker(name: str, fault: Callable[..., Verdict]) -> Verdict:
        with (
            running(redis_without_memory(folder / f"{name}-redis")) as server,
            _installation(folder / name, broker_url=server.url) as site,
        ):
            return fault(site, volumes, broker=server)

    def disk() -> Verdict:
        with small_disk(folder / "small") as small, _installation(small / "data") as site:
            return fill_the_disk(site, volumes, folder=small)

    def several() -> Verdict:
        with machines(folder / "machines", webs=2, workers=3) as (webs, workers):
            return kill_one_of_each(webs, workers, volumes, jobs=20)

    def pulled() -> Verdict:
        # What is deleted is removed for good whenever a worker starts, so that pulls come in the middle of that too.
        with _installation(folder / "pulled", environment=GONE_AT_ONCE) as site:
            return pull_the_plug_at_random(site, volumes, times=pulls, chance=chance)

    def pulled_with_its_servers() -> Verdict:
        with (
            running(mariadb(folder / "pulled-mariadb")) as database,
            running(redis_without_memory(folder / "pulled-redis")) as broker,
        ):
            urls = {"database_url": database.url, "broker_url": broker.url}
            with _installation(folder / "pulled-all", environment=GONE_AT_ONCE, **urls) as site:
                servers = (database, broker)
                return pull_the_plug_at_random(site, volumes, times=pulls, chance=chance, servers=servers)

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
        "database": lambda: with_database("database", stop_the_database),
        "database in uploads": lambda: with_database("repeated", cut_off_uploads_from_the_database, chance=chance),
        "broker": lambda: with_broker("broker", stop_the_broker),
        "broker emptied": lambda: with_broker("emptied", lose_every_message),
        "disk": disk,
        "clock": clock,
        "pulled": pulled,
        "servers pulled": pulled_with_its_servers,
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
