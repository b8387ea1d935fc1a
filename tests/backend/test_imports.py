"""The web process starts fast and small."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("tensorflow", "keras", "openvino", "jax", "torch", "scipy.ndimage", "scipy.sparse", "h5py", "pandas")


def modules_after(statement: str) -> set[str]:
    """Run a statement in a process of its own; give what it imported."""
    code = f"{statement}\nimport sys\nprint(*sys.modules, sep='\\n')"
    run = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize(
    "statement",
    [
        "import backend.app",
        "from backend.app import create_app; from backend.settings import Settings; create_app(Settings())",
    ],
)
def test_the_web_process_imports_nothing_heavy(statement: str) -> None:
    assert modules_after(statement).isdisjoint(HEAVY)


def test_asking_for_help_imports_next_to_nothing() -> None:
    statement = "from backend.cli.main import cli\ncli.main(['--help'], standalone_mode=False)"

    assert modules_after(statement).isdisjoint((*HEAVY, "numpy", "sqlalchemy", "flask", "celery"))


def test_the_database_package_imports_nothing_else_of_the_project() -> None:
    imported = modules_after("import db.models, db.session, db.upgrade")

    assert not any(name.split(".")[0] in ("backend", "model") for name in imported)


def test_the_model_package_imports_nothing_else_of_the_project() -> None:
    imported = modules_after("import model.volumes, model.tasks, model.errors")

    assert not any(name.split(".")[0] in ("backend", "db") for name in imported)
