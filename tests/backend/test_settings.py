"""Settings come from the environment, and say everything that is wrong with it at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.errors import SettingsError
from backend.settings import CHECKOUT, Settings


def problems(**environment: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({f"NEUROSLICE_{name.upper()}": value for name, value in environment.items()})
    return list(caught.value.problems)


def test_without_variables_everything_lies_under_var_in_the_checkout() -> None:
    settings = Settings.from_environment({"PATH": "/bin"})

    assert settings.data_dir == CHECKOUT / "var"
    assert settings.database_url == f"sqlite:///{CHECKOUT}/var/neuroslice.sqlite3"
    assert settings.broker_url == f"filesystem://{CHECKOUT}/var/broker"


def test_one_folder_is_the_whole_state(tmp_path: Path) -> None:
    settings = Settings.from_environment({"NEUROSLICE_DATA_DIR": str(tmp_path)})

    assert str(tmp_path) in settings.database_url
    assert str(tmp_path) in settings.broker_url
    assert settings.secrets_dir.parent == tmp_path


def test_what_runs_the_network_can_be_forced_and_what_it_keeps_lies_in_the_one_folder(tmp_path: Path) -> None:
    settings = Settings.from_environment({"NEUROSLICE_DATA_DIR": str(tmp_path), "NEUROSLICE_RUNTIME": "openvino"})

    assert settings.runtime == "openvino"
    assert settings.runtime_dir.parent == tmp_path
    assert Settings.from_environment({}).runtime == "auto"
    assert "NEUROSLICE_RUNTIME" in problems(runtime="onnx")[0]


def test_a_relative_folder_means_the_same_wherever_a_process_goes_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    settings = Settings.from_environment({"NEUROSLICE_DATA_DIR": "data"})

    assert settings.data_dir == tmp_path / "data"
    assert settings.database_url == f"sqlite:///{tmp_path}/data/neuroslice.sqlite3"


def test_every_wrong_value_is_named_at_once() -> None:
    found = problems(web_workers="many", max_upload_bytes="-1", behind_proxy="perhaps", cookie_secure="x", lease="3")

    assert len(found) == 5
    for name in ("WEB_WORKERS", "MAX_UPLOAD_BYTES", "BEHIND_PROXY", "COOKIE_SECURE", "LEASE"):
        assert any(line.startswith(f"NEUROSLICE_{name}") for line in found), name


def test_a_misspelt_name_is_an_error() -> None:
    assert problems(databse_url="x") == ["NEUROSLICE_DATABSE_URL is not a setting of NeuroSlice"]


def test_an_empty_variable_counts_as_not_set() -> None:
    assert Settings.from_environment({"NEUROSLICE_WEB_WORKERS": ""}) == Settings.from_environment({})


def test_a_secret_can_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("mysql+pymysql://u:secret@db/neuroslice\n")

    settings = Settings.from_environment({"NEUROSLICE_DATABASE_URL_FILE": str(tmp_path / "url")})

    assert settings.database_url == "mysql+pymysql://u:secret@db/neuroslice"


def test_a_secret_is_given_once(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("redis://x")

    assert "both" in problems(broker_url="redis://y", broker_url_file=str(tmp_path / "url"))[0]


def test_a_file_that_cannot_be_read_is_named() -> None:
    assert "/nowhere" in problems(broker_url_file="/nowhere")[0]


@pytest.mark.parametrize("url", ["postgresql://u:hidden@h/d", "no address, hidden", "mysql://u:hidden@h:port/d"])
def test_a_database_address_that_does_not_do_is_not_quoted(url: str) -> None:
    (problem,) = problems(database_url=url)

    assert "NEUROSLICE_DATABASE_URL" in problem
    assert "hidden" not in problem


def test_a_broker_that_is_not_known_is_refused() -> None:
    assert "NEUROSLICE_BROKER_URL" in problems(broker_url="amqp://u:p@h")[0]


def test_a_store_that_is_not_known_is_refused_and_its_address_not_quoted() -> None:
    (problem,) = problems(store_url="s3://key:hidden@bucket")

    assert "NEUROSLICE_STORE_URL" in problem
    assert "hidden" not in problem


def test_a_key_to_the_store_comes_with_its_secret() -> None:
    assert "NEUROSLICE_STORE_SECRET" in problems(store_url="s3://bucket", store_key="key")[0]


def test_a_lease_outlives_a_missed_heartbeat() -> None:
    assert "HEARTBEAT" in problems(lease_seconds="5", heartbeat_seconds="4")[0]


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().web_workers = 3  # type: ignore[misc]
