"""Studies with their masks, kept without a worker and served by a web server: for tests that only look at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backend.settings import Settings
from db.upgrade import upgrade
from tests.support.site import Site, open_site
from tests.support.studies import post_study, store_mask
from tests.support.web_server import WebServer

__all__ = ["ACCOUNT", "keep_study", "serving"]

# Who kept them, and may sign in to look.
ACCOUNT = {"name": "radiologist", "password": "correct horse battery"}


def keep_study(
    site: Site,
    image: bytes,
    labels: NDArray[np.uint8],
    *,
    uncertainty: NDArray[np.uint8] | None = None,
    mrn: str = "A-1",
) -> tuple[dict[str, Any], int]:
    """Upload a FLAIR volume and end its job with a mask; give the study and the id of the mask."""
    reply = post_study(site.client, {"flair": image}, patient_mrn=mrn)
    assert reply.status_code == 202, reply.json
    accepted: dict[str, dict[str, Any]] = reply.get_json()
    return accepted["study"], store_mask(site.services, accepted["job"]["id"], labels, uncertainty=uncertainty)


@contextmanager
def serving(folder: Path, keep: Callable[[Site], None], *, weights_dir: Path | None = None) -> Iterator[WebServer]:
    """Let something be kept in a new installation, and serve it.

    Args:
        folder: for its data and its log.
        keep: what to keep there.
        weights_dir: weights of its own, whose tasks it offers too.
    """
    own = {} if weights_dir is None else {"NEUROSLICE_WEIGHTS_DIR": str(weights_dir)}
    running = WebServer(folder, **own)
    running.data_dir.mkdir()
    settings = Settings(data_dir=running.data_dir, weights_dir=weights_dir)
    upgrade(settings.database_url)
    with open_site(settings) as site:
        keep(site)
    running.start()
    try:
        yield running
    finally:
        running.stop()
