"""Health and readiness."""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient

from backend.app import create_app
from backend.services import Services
from backend.settings import Settings
from db.models import Worker
from db.types import utc_now


def add_worker(services: Services, *, seconds_ago: float = 0.0) -> None:
    seen_at = utc_now() - timedelta(seconds=seconds_ago)
    with services.database.write() as session:
        session.add(Worker(name="w", model_name="unet3d", model_sha256="", seen_at=seen_at))


def failing(client: FlaskClient) -> list[str]:
    reply = client.get("/api/ready")
    assert reply.status_code == 503
    assert reply.mimetype == "application/problem+json"
    return [error["field"] for error in reply.json["errors"]]


def test_health_needs_no_account(client: FlaskClient) -> None:
    reply = client.get("/api/health")

    assert reply.status_code == 200
    assert reply.json == {"status": "ok"}


def test_with_a_worker_everything_is_ready_before_the_first_account(client: FlaskClient, services: Services) -> None:
    add_worker(services)

    reply = client.get("/api/ready")

    assert reply.status_code == 200
    assert reply.json == {"status": "ready"}


def test_without_a_worker_it_says_so(client: FlaskClient) -> None:
    assert failing(client) == ["worker"]


def test_a_worker_that_went_silent_does_not_count(client: FlaskClient, services: Services, settings: Settings) -> None:
    add_worker(services, seconds_ago=settings.lease_seconds + 1)

    assert failing(client) == ["worker"]


def test_a_database_that_does_not_answer_is_named(settings: Settings) -> None:
    elsewhere = settings.model_copy(update={"database_url": "mysql+pymysql://u:p@127.0.0.1:1/none"})

    assert "database" in failing(create_app(elsewhere).test_client())


def test_a_database_without_tables_is_named(settings: Settings) -> None:
    empty = settings.model_copy(update={"database_url": f"sqlite:///{settings.data_dir}/empty"})
    app = create_app(empty)

    assert "database" in failing(app.test_client())
    made: Services = app.extensions["neuroslice"]
    made.database.engine.dispose()


def test_a_store_that_is_not_there_is_named(services: Services, settings: Settings) -> None:
    add_worker(services)
    gone = settings.model_copy(update={"data_dir": settings.data_dir / "gone"})
    app = create_app(gone)

    assert failing(app.test_client()) == ["store"]
    made: Services = app.extensions["neuroslice"]
    made.database.engine.dispose()


def test_a_broker_that_does_not_answer_is_named(services: Services, settings: Settings) -> None:
    add_worker(services)
    app = create_app(settings.model_copy(update={"broker_url": "redis://127.0.0.1:1/0"}))

    assert failing(app.test_client()) == ["broker"]
    made: Services = app.extensions["neuroslice"]
    made.database.engine.dispose()
