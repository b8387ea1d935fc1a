"""`neuroslice openapi`: the API's document."""

from __future__ import annotations

import click


@click.command("openapi")
def command() -> None:
    """Print the API's OpenAPI document."""
    import json
    from typing import cast

    from backend.app import create_app
    from backend.docs.document import Api
    from backend.settings import Settings

    # The document is the same for every installation; the environment has no say in it.
    app = cast(Api, create_app(Settings()))
    click.echo(json.dumps(app.api_doc, indent=2, ensure_ascii=False))
