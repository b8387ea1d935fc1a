"""The web application: the one place where everything is wired."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from backend import frontend, headers, problems, request_log
from backend.access import guard, limits
from backend.accounts.routes import bp as accounts
from backend.audit import recorder
from backend.audit.routes import bp as audit
from backend.deletions.routes import bp as deletions
from backend.docs.document import Api
from backend.docs.routes import bp as docs
from backend.first_run.routes import bp as first_run
from backend.groups import gate
from backend.groups.routes import bp as groups
from backend.health.routes import bp as health
from backend.images.routes import bp as images
from backend.jobs.routes import bp as jobs
from backend.measurements.routes import bp as measurements
from backend.metrics.routes import bp as metrics
from backend.oidc.routes import bp as oidc
from backend.patients.routes import bp as patients
from backend.preferences.routes import bp as preferences
from backend.second_factor.routes import bp as second_factor
from backend.segmentations.routes import bp as segmentations
from backend.services import EXTENSION, make_services
from backend.sessions.open_routes import bp as open_sessions
from backend.sessions.routes import bp as sessions
from backend.settings import Settings
from backend.studies.routes import bp as studies
from backend.tasks.routes import bp as tasks
from backend.tokens.routes import bp as tokens

__all__ = ["create_app"]

RESOURCES = (
    health,
    first_run,
    sessions,
    open_sessions,
    second_factor,
    preferences,
    oidc,
    accounts,
    groups,
    tokens,
    tasks,
    patients,
    studies,
    images,
    segmentations,
    measurements,
    jobs,
    deletions,
    audit,
)


def create_app(settings: Settings) -> Flask:
    """Make the application; nothing is opened or written before the first request."""
    app = Api("neuroslice", version=_version(), static_folder=None)
    services = app.extensions[EXTENSION] = make_services(settings)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_upload_bytes
    # By default a request of any name is served; a name of somebody else's leads nowhere, since nothing is made of it.
    app.config["TRUSTED_HOSTS"] = [name.strip() for name in settings.allowed_hosts.split(",") if name.strip()] or None
    # The only redirect that there was.
    app.url_map.merge_slashes = False
    request_log.init_app(app, metrics=services.request_metrics)
    problems.init_app(app)
    headers.init_app(app)
    guard.init_app(app)
    for resource in RESOURCES:
        app.register_api(resource)
    app.register_blueprint(docs)
    app.register_blueprint(metrics)
    limits.init_app(app, settings=settings)
    gate.init_app(app, engine=services.database.engine)
    # After whatever may refuse a request, so that nothing is begun that is not let in.
    recorder.init_app(app)
    app.register_blueprint(frontend.bp)
    if settings.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    return app


def _version() -> str:
    try:
        return version("neuroslice")
    except PackageNotFoundError:
        return "0"
