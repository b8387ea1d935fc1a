"""What can be told of docker-compose.yml without a Docker engine: every variable resolves, and is one we know."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from backend.access.strength import must_have_second_factor
from backend.settings import Settings

ROOT = Path(__file__).parents[1]
OURS = ("web", "worker", "worker-gpu")
BY_MAKE_SERVE = {"HOST", "PORT"}
VARIABLE = re.compile(r"\$(?:\$|\{(?P<name>\w+)(?:(?P<kind>:-|:\?|:\+)(?P<rest>[^}]*))?\})")


class UnsetVariableError(Exception):
    """A variable that compose would refuse to do without."""


def resolved(text: str, *, environment: dict[str, str]) -> str:
    """Put values for `${NAME}`, `${NAME:-default}`, `${NAME:+if given}` and `${NAME:?message}` as compose does."""

    def value(match: re.Match[str]) -> str:
        name = match["name"]
        if name is None:
            return "$"
        if match["kind"] == ":+":
            return match["rest"] if environment.get(name) else ""
        if environment.get(name):
            return environment[name]
        if match["kind"] == ":-":
            return match["rest"]
        raise UnsetVariableError(name)

    return VARIABLE.sub(value, text)


def walk(node: Any, *, environment: dict[str, str]) -> Any:
    """Resolve every string below a node."""
    if isinstance(node, str):
        return resolved(node, environment=environment)
    if isinstance(node, list):
        return [walk(item, environment=environment) for item in node]
    if isinstance(node, dict):
        return {key: walk(item, environment=environment) for key, item in node.items()}
    return node


@pytest.fixture
def passwords() -> dict[str, str]:
    return {"MYSQL_PASSWORD": "m" * 48, "REDIS_PASSWORD": "r" * 48}


@pytest.fixture
def compose(passwords: dict[str, str]) -> dict[str, Any]:
    document = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    resolved_document: dict[str, Any] = walk(document, environment=passwords)
    return resolved_document


def test_every_variable_set_for_our_images_is_one_that_settings_know(compose: dict[str, Any]) -> None:
    for service in OURS:
        names = set(compose["services"][service]["environment"]) - BY_MAKE_SERVE
        assert names <= Settings.variable_names(), service


def test_no_other_image_is_given_a_variable_that_looks_like_a_setting() -> None:
    """Whoever exports such a name for compose would find it refused by the command line."""
    mentioned = set(re.findall(r"NEUROSLICE_\w+", (ROOT / "docker-compose.yml").read_text()))

    assert mentioned <= Settings.variable_names()


@pytest.mark.parametrize("service", OURS)
def test_settings_accept_what_compose_sets(compose: dict[str, Any], service: str) -> None:
    environment = compose["services"][service]["environment"]

    settings = Settings.from_environment(environment)

    assert settings.database_url.startswith("mysql+pymysql://")
    assert settings.broker_url.startswith("redis://")


def test_the_sign_in_provider_is_added_by_settings_that_go_together(compose: dict[str, Any]) -> None:
    given = {
        "PUBLIC_URL": "https://neuroslice.hospital.example",
        "OIDC_ISSUER": "https://login.hospital.example",
        "OIDC_CLIENT_ID": "neuroslice",
        "OIDC_ROLES": "it=admin",
    }
    added = walk(yaml.safe_load((ROOT / "docker/sign-in-provider.yml").read_text()), environment=given)

    environment = compose["services"]["web"]["environment"] | added["services"]["web"]["environment"]
    settings = Settings.from_environment(environment)
    assert settings.oidc_issuer == given["OIDC_ISSUER"]
    assert set(added["services"]["web"]["networks"]) <= set(compose["networks"])


def test_volumes_go_to_a_bucket_by_settings_that_go_together(compose: dict[str, Any]) -> None:
    given = {
        "STORE_URL": "s3://scans/brains?endpoint=https://s3.hospital.example",
        "STORE_KEY": "k",
        "STORE_SECRET": "s",
    }
    added = walk(yaml.safe_load((ROOT / "docker/s3-store.yml").read_text()), environment=given)

    for service in OURS:
        environment = compose["services"][service]["environment"] | added["services"][service]["environment"]
        assert Settings.from_environment(environment).store_url == given["STORE_URL"], service
        assert set(added["services"][service]["networks"]) <= set(compose["networks"])


def test_weights_of_a_site_are_read_by_the_web_server_and_its_workers(passwords: dict[str, str]) -> None:
    document = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    given = walk(document, environment=passwords | {"SITE_WEIGHTS": "/srv/weights"})

    for name, service in given["services"].items():
        mounts = [mount for mount in service.get("volumes", ()) if mount.startswith("/srv/weights:")]
        if name not in OURS:
            assert mounts == [], name
            continue
        folder = Settings.from_environment(service["environment"]).weights_dir
        assert mounts == [f"/srv/weights:{folder}:ro"], name


def test_a_site_without_weights_of_its_own_keeps_those_that_ship(compose: dict[str, Any]) -> None:
    """A folder that is named and empty counts as the wrong one, and lets no network load."""
    for service in OURS:
        assert Settings.from_environment(compose["services"][service]["environment"]).weights_dir is None, service


def test_a_folder_that_compose_makes_for_want_of_another_is_neither_committed_nor_built_in(
    compose: dict[str, Any],
) -> None:
    mounts = [mount for service in compose["services"].values() for mount in service.get("volumes", ())]
    folders = {mount.split(":")[0].removeprefix("./") for mount in mounts if mount.startswith("./")}

    for folder in folders - {"docker/Caddyfile"}:
        assert f"/{folder}/" in (ROOT / ".gitignore").read_text().splitlines(), folder
        assert folder in (ROOT / ".dockerignore").read_text().splitlines(), folder


def test_administrators_of_the_several_machine_form_must_have_a_second_factor(compose: dict[str, Any]) -> None:
    settings = Settings.from_environment(compose["services"]["web"]["environment"])

    assert must_have_second_factor("admin", settings=settings)
    assert not must_have_second_factor("viewer", settings=settings)


@pytest.mark.parametrize("missing", ["MYSQL_PASSWORD", "REDIS_PASSWORD"])
def test_compose_refuses_to_start_without_a_password(passwords: dict[str, str], missing: str) -> None:
    del passwords[missing]
    document = yaml.safe_load((ROOT / "docker-compose.yml").read_text())

    with pytest.raises(UnsetVariableError, match=missing):
        walk(document, environment=passwords)


def test_no_password_is_written_into_the_compose_file() -> None:
    text = (ROOT / "docker-compose.yml").read_text()

    for line in text.splitlines():
        if re.search(r"PASSWORD: ", line) and "RANDOM" not in line:
            assert re.search(r"PASSWORD: \$\{\w+:\?", line), line


def test_every_image_can_be_replaced_by_a_variable() -> None:
    document = yaml.safe_load((ROOT / "docker-compose.yml").read_text())

    for name, service in document["services"].items():
        if "build" in service:
            assert all(str(image).startswith("${") for image in service["build"]["args"].values()), name
        else:
            assert service["image"].startswith("${"), name


def test_only_the_proxy_is_reachable_from_outside(compose: dict[str, Any]) -> None:
    published = {name for name, service in compose["services"].items() if service.get("ports")}

    assert published == {"proxy"}


def test_the_gpu_worker_reserves_a_device_and_waits_for_its_profile(compose: dict[str, Any]) -> None:
    worker = compose["services"]["worker-gpu"]

    (device,) = worker["deploy"]["resources"]["reservations"]["devices"]
    assert worker["profiles"] == ["gpu"]
    assert device["driver"] == "nvidia"
    assert device["capabilities"] == ["gpu"]


def test_workers_can_be_scaled(compose: dict[str, Any]) -> None:
    assert "container_name" not in compose["services"]["worker"]
    assert "ports" not in compose["services"]["worker"]


def test_every_target_named_for_a_build_is_a_stage_of_the_dockerfile(compose: dict[str, Any]) -> None:
    stages = set(re.findall(r"^FROM \S+ AS (\S+)$", (ROOT / "backend/Dockerfile").read_text(), re.MULTILINE))

    for service in OURS:
        assert compose["services"][service]["build"]["target"] in stages


def test_everything_the_dockerfile_copies_from_the_checkout_is_there() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "backend/Dockerfile").read_text(), re.MULTILINE)

    for source in " ".join(copied).split():
        assert (ROOT / source).exists(), source


def test_figures_can_be_gathered_from_outside_with_the_token_of_the_environment_file() -> None:
    document = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    given = walk(document, environment={"MYSQL_PASSWORD": "m", "REDIS_PASSWORD": "r", "METRICS_TOKEN": "open sesame"})

    assert given["services"]["web"]["environment"]["NEUROSLICE_METRICS_TOKEN"] == "open sesame"


def test_the_environment_file_gets_fresh_passwords_that_only_its_owner_can_read(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    script = tmp_path / "scripts/compose_env.sh"
    script.write_bytes((ROOT / "scripts/compose_env.sh").read_bytes())

    for _ in range(2):
        subprocess.run(["bash", str(script)], check=True, capture_output=True)

    written = dict(line.split("=") for line in (tmp_path / ".env").read_text().splitlines())
    assert (tmp_path / ".env").stat().st_mode & 0o777 == 0o600
    assert set(written) == {"MYSQL_PASSWORD", "REDIS_PASSWORD", "METRICS_TOKEN"}
    assert len(set(written.values())) == 3
    assert all(len(password) == 48 for password in written.values())
