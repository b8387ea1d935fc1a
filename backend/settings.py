"""Everything that can be set, in one typed object, read from `NEUROSLICE_*` variables."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from backend.errors import SettingsError
from backend.logs import LogFormat
from backend.oidc.addresses import is_safe_address
from backend.oidc.roles import parse_roles
from backend.store.s3_address import S3Address
from db.session import normalise_url

__all__ = ["Settings"]

PREFIX = "NEUROSLICE_"
SHORTEST_KEY = 32
CHECKOUT = Path(__file__).resolve().parents[1]
# These may hold a password, so each can also be given as the name of a file that holds it (NEUROSLICE_X_FILE).
SECRETS = ("database_url", "broker_url", "store_secret", "metrics_token", "secret_key", "oidc_client_secret")


class Settings(BaseModel):
    """Say how this installation runs. The variable of `data_dir` is `NEUROSLICE_DATA_DIR`, and so on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_dir: Path = Field(CHECKOUT / "var", description="the folder that holds everything worth keeping")
    database_url: str = Field("", description="mysql+pymysql://… or sqlite:///…; empty: a file in data_dir")
    broker_url: str = Field("", description="redis://…; empty: a folder in data_dir")
    store_url: str = Field(
        "", description="s3://BUCKET/FOLDER?endpoint=https://…&region=…, for volumes; empty: a folder in data_dir"
    )
    store_key: str = Field("", description="name of the key to that bucket; empty: what the machine is set up with")
    store_secret: str = Field("", description="secret of that key")
    frontend_dir: Path = Field(CHECKOUT / "frontend" / "dist", description="the built front end")
    weights_dir: Path | None = Field(
        None, description="weights of one's own: in place of those that came along, and of tasks without any"
    )
    runtime: Literal["auto", "tensorflow", "openvino"] = Field(
        "auto", description="what runs the network; auto: the fastest of those installed, measured once"
    )

    max_upload_bytes: int = Field(512 << 20, ge=1 << 20, description="the largest upload, files and form together")
    max_volume_bytes: int = Field(1 << 30, ge=1 << 20, description="the largest volume once decompressed")

    session_idle_minutes: int = Field(30, ge=1, description="signed out after so long without a request")
    session_absolute_hours: int = Field(12, ge=1, description="signed out so long after signing in")
    second_factor: Literal["auto", "optional", "admins", "everyone"] = Field(
        "auto", description="who must have one; auto: administrators, of a server behind a proxy"
    )
    secret_key: str = Field("", description="encrypts second factors; empty: made once, in data_dir/secrets")
    public_url: str = Field("", description="https://…, where browsers find this server; a sign-in provider needs it")
    oidc_issuer: str = Field("", description="https://…, the OpenID Connect provider; empty: passwords alone")
    oidc_client_id: str = Field("", description="what the provider calls this server")
    oidc_client_secret: str = Field("", description="empty: the provider takes this server for a public client")
    oidc_label: str = Field("Hospital account", description="what the provider is called on the sign-in page")
    oidc_scopes: str = Field("openid profile", description="what the provider is asked for")
    oidc_name_claim: str = Field("preferred_username", description="what a new account is called")
    oidc_roles_claim: str = Field("groups", description="what decides on the role; a.b for b inside of a")
    oidc_roles: str = Field("", description="VALUE=ROLE; VALUE=ROLE: who has none of the values is not let in")
    oidc_second_factor: Literal["claimed", "trusted"] = Field(
        "claimed", description="claimed: only if the token's amr says so; trusted: the provider always asks for one"
    )
    cookie_secure: Literal["auto", "always", "never"] = Field("auto", description="auto: whenever TLS is in use")
    behind_proxy: bool = Field(False, description="trust the X-Forwarded headers of the one proxy in front")
    allowed_hosts: str = Field("", description="names of this server, with commas between; empty: any")
    requests_per_minute: int = Field(3000, ge=1, description="for each account, slices not counted")
    sign_ins_per_minute: int = Field(60, ge=1, description="tries to sign in from each address, right or wrong")
    allow_insecure_bind: bool = Field(False, description="serve other machines without TLS")

    deletion_grace_days: float = Field(7.0, ge=0, le=3650, description="how long a deletion can be undone")

    web_workers: int = Field(2, ge=1, le=64, description="web processes")
    web_threads: int = Field(8, ge=1, le=256, description="threads of each web process")
    worker_concurrency: int = Field(1, ge=1, le=64, description="jobs that one worker runs at once")
    job_attempts: int = Field(3, ge=1, le=10, description="how often a job is tried whose worker died")
    lease_seconds: float = Field(15.0, gt=0, description="how long a silent worker keeps its job")
    heartbeat_seconds: float = Field(3.0, gt=0, description="how often a worker says that it lives")
    sweep_seconds: float = Field(3.0, gt=0, description="how often lost jobs are looked for")
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: LogFormat = Field("text", description="text for people, json for programs that gather logs")
    metrics_token: str = Field("", description="whoever shows it may read /metrics; empty: this machine alone")

    @classmethod
    def variable_names(cls) -> frozenset[str]:
        """Name every environment variable that is understood."""
        fields = {PREFIX + name.upper() for name in cls.model_fields}
        return frozenset(fields | {f"{PREFIX}{name.upper()}_FILE" for name in SECRETS})

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings from environment variables; an empty one counts as not set.

        Raises:
            SettingsError: with one line for everything that is wrong, misspelt names included.
        """
        given = {name: value for name, value in environ.items() if name.startswith(PREFIX) and value.strip()}
        known = cls.variable_names()
        problems = [f"{name} is not a setting of NeuroSlice" for name in sorted(set(given) - known)]
        values: dict[str, str] = {}
        for name in sorted(set(given) & known):
            field = name.removeprefix(PREFIX).lower()
            if field in cls.model_fields:
                values[field] = given[name].strip()
                continue
            field = field.removesuffix("_file")
            if PREFIX + field.upper() in given:
                problems.append(f"{name} and {PREFIX}{field.upper()} are both set")
                continue
            try:
                values[field] = Path(given[name]).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                reason = error.strerror if isinstance(error, OSError) else "not text"
                problems.append(f"{name}: {given[name]} cannot be read ({reason})")
        try:
            settings = cls.model_validate(values)
        except ValidationError as error:
            problems += [_line(detail) for detail in error.errors(include_url=False)]
        if problems:
            raise SettingsError(problems)
        return settings

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, values: Any) -> Any:
        # Relative paths are made absolute here, so that web and worker mean the same folder wherever they start.
        if not isinstance(values, dict):
            return values
        filled = dict(values)
        for name in ("data_dir", "frontend_dir", "weights_dir"):
            if filled.get(name) is not None:
                filled[name] = Path(filled[name]).expanduser().absolute()
        data_dir = filled.get("data_dir", CHECKOUT / "var")
        filled["database_url"] = filled.get("database_url") or f"sqlite:///{data_dir}/neuroslice.sqlite3"
        filled["broker_url"] = filled.get("broker_url") or f"filesystem://{data_dir}/broker"
        return filled

    @model_validator(mode="after")
    def _check(self) -> Settings:
        problems = []
        try:
            normalise_url(self.database_url)
        except Exception:  # a parser's message may quote the password
            problems.append(f"{PREFIX}DATABASE_URL must be a mysql+pymysql:// or sqlite:/// address")
        if self.broker_url.partition("://")[0] not in ("redis", "rediss", "filesystem"):
            problems.append(f"{PREFIX}BROKER_URL must be a redis:// address")
        problems += self._wrong_with_store()
        problems += self._wrong_with_provider()
        if 0 < len(self.secret_key) < SHORTEST_KEY:
            problems.append(f"{PREFIX}SECRET_KEY must have at least {SHORTEST_KEY} characters")
        if self.lease_seconds < 2 * self.heartbeat_seconds:
            problems.append(f"{PREFIX}LEASE_SECONDS must be at least twice {PREFIX}HEARTBEAT_SECONDS")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _wrong_with_store(self) -> list[str]:
        problems = []
        if bool(self.store_key) != bool(self.store_secret):
            problems.append(f"{PREFIX}STORE_KEY and {PREFIX}STORE_SECRET are set together or not at all")
        if self.store_url:
            try:
                S3Address.parse(self.store_url)
            except ValueError:  # its message may quote a password
                problems.append(
                    f"{PREFIX}STORE_URL must be s3://BUCKET/FOLDER?endpoint=https://…&region=…, without a password"
                )
            if importlib.util.find_spec("s3fs") is None:
                problems.append(f"{PREFIX}STORE_URL needs the extra `s3`: pip install 'neuroslice[s3]'")
        return problems

    def _wrong_with_provider(self) -> list[str]:
        if not self.oidc_issuer:
            return []
        needed = ("oidc_client_id", "oidc_roles", "public_url")
        problems = [f"{PREFIX}OIDC_ISSUER needs {PREFIX}{name.upper()}" for name in needed if not getattr(self, name)]
        problems += [
            f"{PREFIX}{name.upper()} must be an https:// address"
            for name in ("oidc_issuer", "public_url")
            if getattr(self, name) and not is_safe_address(getattr(self, name))
        ]
        try:
            parse_roles(self.oidc_roles)
        except ValueError as error:
            problems.append(f"{PREFIX}OIDC_ROLES: {error}")
        if "openid" not in self.oidc_scopes.split():
            problems.append(f"{PREFIX}OIDC_SCOPES must hold openid")
        return problems

    @property
    def secrets_dir(self) -> Path:
        """The folder of generated secrets, for its owner's eyes only."""
        return self.data_dir / "secrets"

    @property
    def runtime_dir(self) -> Path:
        """The folder of the measured choice of runtime and of exported networks; it can be deleted at any time."""
        return self.data_dir / "runtime"


def _line(detail: Any) -> str:
    message = str(detail["msg"]).removeprefix("Value error, ")
    if not detail["loc"]:
        return message
    # The value is left out on purpose: it may be a password.
    return f"{PREFIX}{str(detail['loc'][0]).upper()}: {message[:1].lower()}{message[1:]}"
