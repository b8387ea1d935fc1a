import subprocess
import sys

from model import volumes


def test_every_exported_name_exists() -> None:
    assert all(hasattr(volumes, name) for name in volumes.__all__)


def test_exported_names_are_sorted_and_unique() -> None:
    assert sorted(set(volumes.__all__)) == sorted(volumes.__all__)


def test_volumes_and_tasks_load_no_network_server_or_database() -> None:
    script = (
        "import sys, model.volumes, model.tasks;"
        "print({'keras', 'tensorflow', 'flask', 'sqlalchemy', 'backend', 'db'} & set(sys.modules))"
    )

    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

    assert printed.strip() == "set()"
