"""Many people at once: some scroll through slices and look at lists, some upload."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.http_client import Connection
from bench.percentiles import percentile
from tests.support.product import Product

__all__ = ["Crowd", "Measured", "upload_body"]

# What a reader does who pages through a volume with the wheel, breaks included.
_SLICES_PER_SECOND = 5.0
_LIST_EVERY_SECONDS = 5.0
_UPLOAD_EVERY_SECONDS = 30.0
BOUNDARY = "neuroslice-bench"


@dataclass
class Measured:
    """Milliseconds of each reply, by its kind, from the moment at which it was to be asked for; and what failed."""

    times: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    jobs: list[int] = field(default_factory=list)

    def note(self, kind: str, *, since: float, status: int, wanted: int = 200) -> None:
        """Note down a reply."""
        self.times.setdefault(kind, []).append(1e3 * (time.perf_counter() - since))
        if status != wanted:
            self.errors.append(f"{kind}: {status}")

    def line(self, kind: str, *, seconds: float) -> str:
        """Say how it went."""
        times = self.times.get(kind, [])
        shares = "   ".join(f"p{share} {percentile(times, share):7.1f} ms" for share in (50, 95, 99))
        return f"{kind:<8} {len(times) / seconds:6.1f} /s   {shares}"


class Crowd:
    """Send what a number of people send.

    Args:
        product: which is asked.
        studies: what they look at, with a mask each.
        body: what those who upload send, from `upload_body`.
    """

    def __init__(self, product: Product, *, studies: Sequence[Mapping[str, Any]], body: bytes) -> None:
        self._product = product
        self._studies = studies
        self._body = body

    def run(self, *, viewers: int, uploaders: int, seconds: float) -> Measured:
        """Let them work for some seconds.

        Args:
            viewers: who scroll, five slices a second each, or fewer if they come late, and open a list every five
                seconds.
            uploaders: who send a study every thirty seconds.
            seconds: how long.
        """
        measured = Measured()
        asyncio.run(self._run(measured, viewers=viewers, uploaders=uploaders, seconds=seconds))
        return measured

    async def _run(self, measured: Measured, *, viewers: int, uploaders: int, seconds: float) -> None:
        until = time.perf_counter() + seconds
        people = [self._view(measured, number, until=until) for number in range(viewers)]
        people += [self._look_at_lists(measured, number, until=until) for number in range(viewers)]
        people += [self._upload(measured, number, of=uploaders, until=until) for number in range(uploaders)]
        await asyncio.gather(*people)

    async def _view(self, measured: Measured, number: int, *, until: float) -> None:
        chance = random.Random(number)
        study = self._studies[number % len(self._studies)]
        count, channel = study["shape"][2], chance.choice(study["channels"])
        at = chance.randrange(count)
        with closing(self._connect()) as connection:
            async for due in _ticks(1 / _SLICES_PER_SECOND, offset=chance.random(), until=until):
                at = (at + 1) % count
                path = f"/api/studies/{study['id']}/images/{channel}/axial/{at}.png"
                await _get(measured, "slice", connection, path, since=due)

    async def _look_at_lists(self, measured: Measured, number: int, *, until: float) -> None:
        chance = random.Random(number)
        paths = ("/api/studies", "/api/patients?q=be", f"/api/studies/{self._studies[0]['id']}")
        offset = _LIST_EVERY_SECONDS * chance.random()
        with closing(self._connect()) as connection:
            async for due in _ticks(_LIST_EVERY_SECONDS, offset=offset, until=until):
                await _get(measured, "page", connection, chance.choice(paths), since=due)

    async def _upload(self, measured: Measured, number: int, *, of: int, until: float) -> None:
        offset = _UPLOAD_EVERY_SECONDS * number / of
        content_type = f"multipart/form-data; boundary={BOUNDARY}"
        async for due in _ticks(_UPLOAD_EVERY_SECONDS, offset=offset, until=until):
            with closing(self._connect()) as connection:
                try:
                    status, reply = await connection.post("/api/studies", body=self._body, content_type=content_type)
                except (OSError, asyncio.IncompleteReadError) as error:
                    measured.errors.append(f"upload: {type(error).__name__}")
                    continue
            measured.note("upload", since=due, status=status, wanted=202)
            if status == 202:
                measured.jobs.append(json.loads(reply)["job"]["id"])

    def _connect(self) -> Connection:
        return Connection(self._product.url, headers={"Authorization": f"Bearer {self._product.token}"})


def upload_body(case: Mapping[str, Path]) -> bytes:
    """Write the form of an upload, as a browser sends it."""
    fields = {"patient_mrn": "BENCH-LOAD", "patient_name": "Bench Phantom", "study_date": "2026-01-02"}
    parts = [f'name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
    for channel, path in case.items():
        head = f'name="{channel}"; filename="{channel}.nii.gz"\r\nContent-Type: application/gzip\r\n\r\n'
        parts.append(head.encode() + path.read_bytes() + b"\r\n")
    begin = f"--{BOUNDARY}\r\nContent-Disposition: form-data; ".encode()
    return b"".join(begin + part for part in parts) + f"--{BOUNDARY}--\r\n".encode()


async def _get(measured: Measured, kind: str, connection: Connection, path: str, *, since: float) -> None:
    try:
        measured.note(kind, since=since, status=await connection.get(path))
    except (OSError, asyncio.IncompleteReadError) as error:
        measured.errors.append(f"{kind}: {type(error).__name__}")


async def _ticks(every: float, *, offset: float, until: float) -> AsyncIterator[float]:
    """Yield the moments at which something is due; who still waited for the last thing then goes on from now."""
    due = time.perf_counter() + offset
    while due < until:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        yield due
        due = max(due + every, time.perf_counter())
