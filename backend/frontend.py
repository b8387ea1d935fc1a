"""Serve the built front end."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, send_from_directory
from werkzeug.security import safe_join

from backend.access import open_to_everyone
from backend.errors import NotFound, Unavailable
from backend.services import services

__all__ = ["bp"]

bp = Blueprint("frontend", __name__)

INDEX = "index.html"
HASHED = "assets/"
YEAR_SECONDS = 31_536_000


@bp.get("/")
@bp.get("/<path:path>")
@open_to_everyone
def page(path: str = INDEX) -> Response:
    """Give a file of the front end; every other address is a page of it, which `index.html` shows."""
    if path == "api" or path.startswith("api/"):
        raise NotFound("There is nothing at this address.")
    folder = services().settings.frontend_dir
    file = safe_join(str(folder), path)
    if file is None or not Path(file).is_file():
        if "." in path.rpartition("/")[2] and path != INDEX:
            raise NotFound("There is no such file.")
        path = INDEX
        if not (folder / path).is_file():
            raise Unavailable("The front end is not built yet: run `make setup`.")
    response = send_from_directory(folder, path)
    if path.startswith(HASHED):
        # The name holds a hash of the content, so that it never means anything else.
        response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    return response
