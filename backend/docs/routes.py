"""`/api/openapi.json` and `/api/docs`; everything the page needs comes from this server."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import cast

from flask import Blueprint, Response, current_app, jsonify, send_from_directory

from backend.docs.document import Api

__all__ = ["bp"]

bp = Blueprint("docs", __name__, url_prefix="/api")

ASSETS = Path(str(files("flask_openapi3_swagger"))) / "templates" / "swagger"
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>NeuroSlice API</title>
<link rel="stylesheet" href="docs/assets/css/swagger-ui.css">
<div id="swagger-ui"></div>
<script src="docs/assets/js/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</html>
"""
# A file of its own, since the content security policy allows no script inside the page.
START = """SwaggerUIBundle({url: "openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null});
"""


@bp.get("/openapi.json")
def openapi() -> Response:
    """Give the API's document."""
    return jsonify(cast(Api, current_app).api_doc)


@bp.get("/docs")
def docs() -> Response:
    """Give the page that shows the document."""
    return Response(PAGE, mimetype="text/html")


@bp.get("/docs/start.js")
def start() -> Response:
    """Give the script that fills the page."""
    return Response(START, mimetype="text/javascript")


@bp.get("/docs/assets/<path:name>")
def assets(name: str) -> Response:
    """Give Swagger UI's own files."""
    return send_from_directory(ASSETS, name)
