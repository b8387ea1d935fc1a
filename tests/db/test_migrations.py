"""The tables that migrations make are the tables that the code expects."""

from __future__ import annotations

import io
import re
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import delete, inspect, select, text
from sqlalchemy.exc import IntegrityError

from db.models import Base, Group, Patient, Segmentation, Study
from db.revision import is_current, newest_revision
from db.session import SessionFactory, make_engine
from db.upgrade import alembic_config, upgrade
from tests.support.database import MysqlDatabases

NOW = "'2026-01-02 10:00:00.000000'"
A_MASK_OF_0001 = (
    "INSERT INTO patients (id, mrn, name, search_text, created_at) VALUES (1, 'A-1', 'Kim', 'kim', " + NOW + ")",
    "INSERT INTO studies (id, patient_id, task, study_date, description, status, shape, spacing, affine, created_at)"
    " VALUES (1, 1, 'brain-tumour', '2026-01-02', '', 'ready', '[2, 2, 2]', '[1, 1, 1]', '[]', " + NOW + ")",
    "INSERT INTO jobs (id, study_id, state, progress, attempts, messages_sent, cancel_requested, timings, created_at)"
    " VALUES (1, 1, 'succeeded', 1, 1, 1, 0, '{}', " + NOW + ")",
    "INSERT INTO segmentations (id, study_id, job_id, labels, labels_sha256, model_name, model_version, model_sha256,"
    " runtime, volumes_ml, created_at) VALUES (1, 1, 1, x'6d61736b', 'ab', 'unet3d', '1', 'cd', 'tensorflow',"
    """ '{"WT": 1.5}', """ + NOW + ")",
)
A_STUDY: dict[str, Any] = {
    "task": "brain-tumour",
    "study_date": date(2026, 1, 2),
    "shape": [2, 2, 2],
    "spacing": [1, 1, 1],
    "affine": [],
}


@pytest.fixture(params=["sqlite", "mysql"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new' / 'bare.sqlite3'}"
    databases: MysqlDatabases = request.getfixturevalue("mysql_databases")
    return databases.create("neuroslice_bare")


def test_a_migrated_database_differs_in_nothing_from_the_models(database_url: str) -> None:
    engine = make_engine(database_url)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)

    engine.dispose()
    assert differences == []


def test_upgrading_twice_is_the_same_as_once(bare_url: str) -> None:
    upgrade(bare_url)
    upgrade(bare_url)

    engine = make_engine(bare_url)
    assert is_current(engine)
    engine.dispose()


def test_processes_that_upgrade_at_the_same_moment_do_not_disturb_each_other(bare_url: str) -> None:
    failures: list[BaseException] = []

    def run() -> None:
        try:
            upgrade(bare_url)
        except BaseException as error:
            failures.append(error)

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []


def test_a_database_without_tables_is_not_current(bare_url: str) -> None:
    make_sure_folder_exists(bare_url)
    engine = make_engine(bare_url)

    assert not is_current(engine)
    engine.dispose()


def test_a_downgrade_takes_every_table_away(bare_url: str) -> None:
    upgrade(bare_url)
    run_alembic(bare_url, command.downgrade, "base")
    engine = make_engine(bare_url)

    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    engine.dispose()


def test_masks_from_before_stay_as_they_are_without_a_word_about_how_sure_they_are(bare_url: str) -> None:
    run_alembic(bare_url, command.upgrade, "0001")
    engine = make_engine(bare_url)
    with engine.begin() as connection:
        for statement in A_MASK_OF_0001:
            connection.execute(text(statement))

    upgrade(bare_url)

    with SessionFactory(engine).read() as session:
        mask = session.scalars(select(Segmentation)).one()
        assert (mask.labels, mask.volumes_ml) == (b"mask", {"WT": 1.5})
        assert (mask.confidence, mask.low_confidence, mask.findings) == (None, None, None)
        assert (mask.uncertainty, mask.uncertainty_sha256, mask.widest_at) == (None, None, None)
        assert session.scalars(select(Study.head_box)).one() is None
    engine.dispose()


def test_going_back_to_0001_keeps_the_masks(bare_url: str) -> None:
    run_alembic(bare_url, command.upgrade, "0001")
    engine = make_engine(bare_url)
    with engine.begin() as connection:
        for statement in A_MASK_OF_0001:
            connection.execute(text(statement))
    upgrade(bare_url)

    run_alembic(bare_url, command.downgrade, "0001")

    assert "uncertainty" not in {column["name"] for column in inspect(engine).get_columns("segmentations")}
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT labels FROM segmentations")) == b"mask"
    engine.dispose()


def test_what_is_added_to_masks_is_added_in_one_statement_where_statements_commit() -> None:
    added, *_ = re.findall(r"ALTER TABLE segmentations .*", mysql_script())

    assert added.count("ADD COLUMN") == 5
    assert "uncertainty LONGBLOB" in added


def test_measurements_come_in_one_statement_where_statements_commit() -> None:
    statements = [part for part in mysql_script().split(";\n") if "measurements" in part]

    assert len(statements) == 1
    assert "UNIQUE (study_id, id)" in statements[0]


def test_going_back_to_0002_takes_the_measurements_and_leaves_the_studies(bare_url: str) -> None:
    run_alembic(bare_url, command.upgrade, "0001")
    engine = make_engine(bare_url)
    with engine.begin() as connection:
        for statement in A_MASK_OF_0001:
            connection.execute(text(statement))
    upgrade(bare_url)

    run_alembic(bare_url, command.downgrade, "0002")

    assert "measurements" not in inspect(engine).get_table_names()
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM studies")) == 1
    engine.dispose()


def test_going_back_to_0017_takes_the_studies_of_groups_and_leaves_everybodys(bare_url: str) -> None:
    run_alembic(bare_url, command.upgrade, "0001")
    engine = make_engine(bare_url)
    with engine.begin() as connection:
        for statement in A_MASK_OF_0001:
            connection.execute(text(statement))
    upgrade(bare_url)
    with SessionFactory(engine).write() as session:
        group = Group(name="Neurosurgery")
        limited = Study(**A_STUDY, group=group)
        hidden = Patient(mrn="A-2", name="Lee", search_text="lee")
        forgotten = Patient(mrn="A-3", name="Park", search_text="park", group_id=1)
        session.add_all([group, Study(patient_id=1, **A_STUDY), limited, forgotten])
        limited.patient = hidden

    run_alembic(bare_url, command.downgrade, "0017")

    with engine.connect() as connection:
        assert connection.scalars(text("SELECT mrn FROM patients")).all() == ["A-1"]
        assert connection.scalars(text("SELECT id FROM studies ORDER BY id")).all() == [1, 2]
        assert connection.scalar(text("SELECT count(*) FROM segmentations")) == 1
    engine.dispose()


def test_a_group_that_has_a_study_cannot_go(database_url: str) -> None:
    engine = make_engine(database_url)
    database = SessionFactory(engine)
    with database.write() as session:
        patient = Patient(mrn="A-1", name="Kim", search_text="kim")
        session.add(Study(**A_STUDY, patient=patient, group=Group(name="Neurosurgery")))

    with pytest.raises(IntegrityError), database.write() as session:
        session.execute(delete(Group))
    engine.dispose()


def test_a_new_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path / 'new' / 'neuroslice.sqlite3'}")

    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_the_newest_file_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [newest_revision()]


def test_migrations_compiled_for_mysql_use_its_types_and_a_binary_collation() -> None:
    sql = mysql_script()

    assert "labels LONGBLOB NOT NULL" in sql
    assert "created_at DATETIME(6) NOT NULL" in sql
    assert " DATETIME " not in sql
    assert " BLOB" not in sql
    tables = sql.count("CREATE TABLE") - 1  # but Alembic's own
    assert tables == len(Base.metadata.tables)
    assert sql.count("COLLATE utf8mb4_bin") == tables
    assert sql.count("ENGINE=InnoDB") == tables


def mysql_script() -> str:
    config = alembic_config()
    config.output_buffer = io.StringIO()
    config.attributes["dialect"] = "mysql"
    command.upgrade(config, "head", sql=True)
    return config.output_buffer.getvalue()


def run_alembic(url: str, change: Callable[[Config, str], None], revision: str) -> None:
    make_sure_folder_exists(url)
    engine = make_engine(url)
    config = alembic_config()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        change(config, revision)
        connection.commit()
    engine.dispose()


def make_sure_folder_exists(url: str) -> None:
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
