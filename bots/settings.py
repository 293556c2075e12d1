"""What the admin decides: environment variables, then `.env` in the working folder, read once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

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
    embeddings_model: Path | None = None


VARIABLES = tuple(PREFIX + field.name.upper() for field in fields(Settings))


def read_settings(environ: Mapping[str, str] = os.environ, folder: Path = Path()) -> Settings:
    """Errors: `OperatorError` that names the variable, its value and what is right."""
    values = given(environ, folder)
    return Settings(
        database=_database(values.get("RECAP_DATABASE", "")),
        master_key=values.get("RECAP_MASTER_KEY"),
        new_master_key=values.get("RECAP_NEW_MASTER_KEY"),
        embeddings_model=_path(values.get("RECAP_EMBEDDINGS_MODEL")),
    )


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


def _path(value: str | None) -> Path | None:
    return Path(value).expanduser() if value else None
