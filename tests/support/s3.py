"""A private S3 server, for as long as the tests run."""

from __future__ import annotations

import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from tests.support.patience import PATIENCE_SECONDS, until
from tests.support.product import free_port

__all__ = ["KEY", "REGION", "SECRET", "S3Server"]

KEY, SECRET, REGION = "neuroslice", "a secret for the tests", "eu-central-1"


@dataclass(frozen=True)
class S3Server:
    """Moto's server, which keeps everything in its memory.

    Args:
        endpoint: its address.
    """

    endpoint: str

    @classmethod
    @contextmanager
    def running(cls) -> Iterator[S3Server]:
        """Start it, and stop it at the end."""
        port = free_port()
        command = [str(Path(sys.executable).with_name("moto_server")), "-H", "127.0.0.1", "-p", str(port)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        server = cls(f"http://127.0.0.1:{port}")
        try:
            until(server._answers, what="moto_server did not start")
            yield server
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE_SECONDS)

    def new_bucket(self) -> str:
        """Make a bucket; give the URL of a folder in it, as the settings take it."""
        name = f"bucket-{secrets.token_hex(8)}"
        self.files().mkdir(name)
        return f"s3://{name}/volumes?endpoint={self.endpoint}&region={REGION}"

    def files(self) -> Any:
        """Look at everything that it keeps."""
        import s3fs

        return s3fs.S3FileSystem(
            key=KEY,
            secret=SECRET,
            endpoint_url=self.endpoint,
            client_kwargs={"region_name": REGION},
            use_listings_cache=False,
        )

    def _answers(self) -> bool:
        try:
            return requests.get(self.endpoint, timeout=PATIENCE_SECONDS).ok
        except requests.ConnectionError:
            return False
