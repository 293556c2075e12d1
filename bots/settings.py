"""What the admin decides: environment variables, then `.env` in the working folder, read once."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from platformdirs import user_data_path

from bots import values
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


# How a value is read that is more than a text, by field.
READ: Mapping[str, Callable[[str, str], Any]] = {
    "database": values.database,
    "languages": values.languages,
    "recognizers": values.file,
    "anthropic_api_key": values.keys,
    "discord_gateway_url": partial(values.url, scheme="ws"),
    **dict.fromkeys(("embeddings_model", "entailment_model"), values.path),
    **dict.fromkeys(("analysis_seconds", "daily_cap", "monthly_cap"), values.positive),
    **dict.fromkeys(("analysis_processes", "http_port", "discord_shards"), values.whole),
    **dict.fromkeys(("anthropic_url", "slack_api_url", "discord_api_url"), values.url),
    **dict.fromkeys(("teams_public_url", "teams_openid_url", "teams_login_url", "teams_graph_url"), values.base),
}
VARIABLES = tuple(PREFIX + field.name.upper() for field in fields(Settings))


def read_settings(environ: Mapping[str, str] = os.environ, folder: Path = Path()) -> Settings:
    """What is not given has its default.

    Errors: `OperatorError` that names the variable, its value and what is right.
    """
    found = given(environ, folder)
    read = {
        field.name: READ.get(field.name, values.text)(variable, found[variable])
        for field, variable in zip(fields(Settings), VARIABLES, strict=True)
        if variable in found
    }
    return Settings(**{"database": user_data_path("recap", appauthor=False) / "recap.sqlite3"} | read)


def given(environ: Mapping[str, str] = os.environ, folder: Path = Path()) -> dict[str, str]:
    """All variables with our prefix, known or not; an empty one counts as not set."""
    found = {**_from_file(folder / ".env"), **environ}
    return {name: value for name, value in found.items() if name.startswith(PREFIX) and value}


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
