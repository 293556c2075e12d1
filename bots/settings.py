"""What the admin decides: environment variables, then `.env` in the working folder, read once."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from platformdirs import user_data_path

from core.errors import OperatorError

PREFIX = "RECAP_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Each field is read from the variable of its name: `database` from RECAP_DATABASE."""

    database: Path
    master_key: str | None = field(default=None, repr=False)
    new_master_key: str | None = field(default=None, repr=False)
    languages: tuple[str, ...] = ("en",)
    recognizers: Path | None = None
    language_model: str | None = None
    analysis_seconds: float = 2.0  # a text of 40,000 characters takes a tenth of it
    analysis_processes: int | None = None  # as many as there are cores
    embeddings_model: Path | None = None
    entailment_model: Path | None = None
    anthropic_api_key: tuple[str, ...] = field(default=(), repr=False)
    anthropic_url: str = "https://api.anthropic.com"
    redis_url: str | None = field(default=None, repr=False)
    daily_cap: float = 50.0  # US dollars, for the whole installation
    monthly_cap: float = 150.0
    http_port: int = 8080
    slack_bot_token: str | None = field(default=None, repr=False)
    slack_app_token: str | None = field(default=None, repr=False)
    slack_signing_secret: str | None = field(default=None, repr=False)
    slack_client_id: str | None = None
    slack_client_secret: str | None = field(default=None, repr=False)
    slack_api_url: str = "https://slack.com/api/"
    discord_token: str | None = field(default=None, repr=False)
    discord_api_url: str = "https://discord.com/api/v10"
    discord_gateway_url: str | None = None  # that which the API names
    discord_shards: int | None = None  # as many as the API advises
    teams_app_id: str | None = None
    teams_app_password: str | None = field(default=None, repr=False)
    teams_tenant: str | None = None  # of an app for one tenant only
    teams_public_url: str | None = None  # where Microsoft reaches Recap
    teams_openid_url: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    teams_login_url: str = "https://login.microsoftonline.com"
    teams_graph_url: str = "https://graph.microsoft.com/v1.0"


VARIABLES = tuple(PREFIX + field.name.upper() for field in fields(Settings))


def read_settings(environ: Mapping[str, str] = os.environ, folder: Path = Path()) -> Settings:
    """Errors: `OperatorError` that names the variable, its value and what is right."""
    values = given(environ, folder)
    return Settings(
        database=_database(values.get("RECAP_DATABASE", "")),
        master_key=values.get("RECAP_MASTER_KEY"),
        new_master_key=values.get("RECAP_NEW_MASTER_KEY"),
        languages=_languages(values.get("RECAP_LANGUAGES", "en")),
        recognizers=_file("RECAP_RECOGNIZERS", values.get("RECAP_RECOGNIZERS")),
        language_model=values.get("RECAP_LANGUAGE_MODEL"),
        analysis_seconds=_positive("RECAP_ANALYSIS_SECONDS", values.get("RECAP_ANALYSIS_SECONDS")) or 2.0,
        analysis_processes=_whole("RECAP_ANALYSIS_PROCESSES", values.get("RECAP_ANALYSIS_PROCESSES")),
        embeddings_model=_path(values.get("RECAP_EMBEDDINGS_MODEL")),
        entailment_model=_path(values.get("RECAP_ENTAILMENT_MODEL")),
        anthropic_api_key=tuple(key.strip() for key in values.get("RECAP_ANTHROPIC_API_KEY", "").split(",") if key),
        anthropic_url=_url("RECAP_ANTHROPIC_URL", values.get("RECAP_ANTHROPIC_URL")) or "https://api.anthropic.com",
        redis_url=values.get("RECAP_REDIS_URL"),
        daily_cap=_positive("RECAP_DAILY_CAP", values.get("RECAP_DAILY_CAP")) or 50.0,
        monthly_cap=_positive("RECAP_MONTHLY_CAP", values.get("RECAP_MONTHLY_CAP")) or 150.0,
        http_port=_whole("RECAP_HTTP_PORT", values.get("RECAP_HTTP_PORT")) or 8080,
        slack_bot_token=values.get("RECAP_SLACK_BOT_TOKEN"),
        slack_app_token=values.get("RECAP_SLACK_APP_TOKEN"),
        slack_signing_secret=values.get("RECAP_SLACK_SIGNING_SECRET"),
        slack_client_id=values.get("RECAP_SLACK_CLIENT_ID"),
        slack_client_secret=values.get("RECAP_SLACK_CLIENT_SECRET"),
        slack_api_url=_url("RECAP_SLACK_API_URL", values.get("RECAP_SLACK_API_URL")) or "https://slack.com/api/",
        discord_token=values.get("RECAP_DISCORD_TOKEN"),
        discord_api_url=_url("RECAP_DISCORD_API_URL", values.get("RECAP_DISCORD_API_URL"))
        or "https://discord.com/api/v10",
        discord_gateway_url=_url("RECAP_DISCORD_GATEWAY_URL", values.get("RECAP_DISCORD_GATEWAY_URL"), "ws"),
        discord_shards=_whole("RECAP_DISCORD_SHARDS", values.get("RECAP_DISCORD_SHARDS")),
        **_teams(values),
    )


def _teams(values: Mapping[str, str]) -> dict[str, Any]:
    """Only what is given: the addresses have their defaults."""
    names = ("teams_app_id", "teams_app_password", "teams_tenant")
    urls = ("teams_public_url", "teams_openid_url", "teams_login_url", "teams_graph_url")
    texts = {name: values.get(PREFIX + name.upper()) for name in names}
    addresses = {name: _url(PREFIX + name.upper(), values.get(PREFIX + name.upper())) for name in urls}
    return {name: value.rstrip("/") for name, value in (texts | addresses).items() if value}


def given(environ: Mapping[str, str] = os.environ, folder: Path = Path()) -> dict[str, str]:
    """All variables with our prefix, known or not; an empty one counts as not set."""
    values = {**_from_file(folder / ".env"), **environ}
    return {name: value for name, value in values.items() if name.startswith(PREFIX) and value}


def _from_file(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    try:
        with path.open(encoding="utf-8") as file:
            wrong = next((binding.original for binding in parse_stream(file) if binding.error), None)
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError(f"{path} cannot be read ({error}): make it a text file in UTF-8, or remove it") from error
    if wrong:
        raise OperatorError(f"{path}, line {wrong.line}: not a setting: write NAME=value, a comment after #")
    return {name: value for name, value in dotenv_values(path, encoding="utf-8").items() if value}


def _database(value: str) -> Path:
    path = Path(value).expanduser() if value else user_data_path("recap", appauthor=False) / "recap.sqlite3"
    if path.is_dir():
        raise OperatorError(f"RECAP_DATABASE={value} is a folder: name a file, such as {path / 'recap.sqlite3'}")
    return path


def _languages(value: str) -> tuple[str, ...]:
    languages = tuple(dict.fromkeys(language.strip().lower() for language in value.split(",")))
    if not all(re.fullmatch("[a-z]{2}", language) for language in languages):
        raise OperatorError(f"RECAP_LANGUAGES={value}: write two letters for each language, as in en,de")
    return languages


def _file(name: str, value: str | None) -> Path | None:
    if value and not Path(value).expanduser().is_file():
        raise OperatorError(f"{name}={value}: there is no such file")
    return Path(value).expanduser() if value else None


def _positive(name: str, value: str | None) -> float | None:
    try:
        number = float(value) if value else None
    except ValueError:
        number = 0
    if number is not None and not 0 < number < float("inf"):
        raise OperatorError(f"{name}={value}: write a number above 0")
    return number


def _whole(name: str, value: str | None) -> int | None:
    if value and not (value.isascii() and value.isdecimal() and int(value)):
        raise OperatorError(f"{name}={value}: write a whole number above 0")
    return int(value) if value else None


def _url(name: str, value: str | None, scheme: str = "http") -> str | None:
    if value and not re.fullmatch(rf"{scheme}s?://[^\s/?#]+(?:/\S*)?", value):
        raise OperatorError(f"{name}={value}: write an address that begins with {scheme}s:// or {scheme}://")
    return value


def _path(value: str | None) -> Path | None:
    return Path(value).expanduser() if value else None
