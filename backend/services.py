"""What routes and commands work with: everything is made once, here, from the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from flask import current_app

from backend.access.credentials import Authenticator
from backend.access.guesses import GuessBook
from backend.accounts.service import AccountService
from backend.audit import AuditLog
from backend.deletions.service import DeletionService
from backend.first_run.service import FirstRunService
from backend.groups.service import GroupService
from backend.health.service import HealthService
from backend.images.records import referenced_hashes
from backend.images.service import ImageService
from backend.jobs.broker import make_celery
from backend.jobs.messages import JobMessages
from backend.jobs.service import JobService
from backend.measurements.service import MeasurementService
from backend.metrics.installation import InstallationMetrics
from backend.metrics.requests import RequestMetrics
from backend.oidc.service import OidcService
from backend.patients.service import PatientService
from backend.preferences.service import PreferenceService
from backend.second_factor.service import SecondFactorService
from backend.segmentations.readings import MaskReadings
from backend.segmentations.service import SegmentationService
from backend.sessions.open_sessions import OpenSessions
from backend.sessions.service import SessionService
from backend.settings import Settings
from backend.store import VolumeStore
from backend.store.chosen import make_store
from backend.studies.service import StudyService
from backend.studies.uploads import UploadService
from backend.tokens.service import TokenService
from backend.vault import Vault
from db.session import SessionFactory, make_engine
from model.volumes import VolumeLimits

__all__ = ["Services", "make_services", "services"]

EXTENSION = "neuroslice"


@dataclass(frozen=True, kw_only=True)
class Services:
    """One of each service of an installation."""

    settings: Settings
    database: SessionFactory
    authenticator: Authenticator
    accounts: AccountService
    audit: AuditLog
    deletions: DeletionService
    first_run: FirstRunService
    groups: GroupService
    health: HealthService
    images: ImageService
    installation: InstallationMetrics
    jobs: JobService
    measurements: MeasurementService
    oidc: OidcService
    open_sessions: OpenSessions
    patients: PatientService
    preferences: PreferenceService
    readings: MaskReadings
    request_metrics: RequestMetrics
    second_factors: SecondFactorService
    segmentations: SegmentationService
    sessions: SessionService
    store: VolumeStore
    studies: StudyService
    tokens: TokenService
    uploads: UploadService


def make_services(settings: Settings) -> Services:
    """Wire the services; nothing is opened or written before it is used."""
    database = SessionFactory(make_engine(settings.database_url))
    authenticator = Authenticator(database, settings=settings)
    accounts = AccountService(database)
    store = make_store(settings, database=database, referenced=partial(referenced_hashes, database))
    images = ImageService(database, store=store, limits=VolumeLimits.of_kept(max_bytes=settings.max_volume_bytes))
    jobs = JobService(database, messages=JobMessages(make_celery(settings), database=database))
    patients = PatientService(database, jobs=jobs)
    vault = Vault(settings)
    second_factors = SecondFactorService(database, vault=vault)
    segmentations = SegmentationService(database, store=store)
    sessions = SessionService(
        database, authenticator=authenticator, guesses=GuessBook(database), second_factors=second_factors
    )
    return Services(
        settings=settings,
        database=database,
        authenticator=authenticator,
        accounts=accounts,
        audit=AuditLog(database),
        deletions=DeletionService(database, grace=timedelta(days=settings.deletion_grace_days)),
        first_run=FirstRunService(accounts, secrets_dir=settings.secrets_dir),
        groups=GroupService(database),
        health=HealthService(database, store=store, settings=settings),
        images=images,
        installation=InstallationMetrics(database, settings=settings),
        jobs=jobs,
        measurements=MeasurementService(database, images=images),
        oidc=OidcService(database, settings=settings, sessions=sessions, vault=vault),
        open_sessions=OpenSessions(database, authenticator=authenticator),
        patients=patients,
        preferences=PreferenceService(database),
        readings=MaskReadings(segmentations.labels),
        request_metrics=RequestMetrics(),
        second_factors=second_factors,
        segmentations=segmentations,
        sessions=sessions,
        store=store,
        studies=StudyService(database, jobs=jobs),
        tokens=TokenService(database),
        uploads=UploadService(database, store=store, patients=patients, jobs=jobs, settings=settings),
    )


def services() -> Services:
    """Give the services of the app that handles this request."""
    made: Services = current_app.extensions[EXTENSION]
    return made
