"""How the text of a setting is read, by the kind of its value. Errors: `OperatorError` with what is right."""

import re
from pathlib import Path

from core.errors import OperatorError


def text(name: str, value: str) -> str:
    return value


def path(name: str, value: str) -> Path:
    return Path(value).expanduser()


def database(name: str, value: str) -> Path:
    named = path(name, value)
    if named.is_dir():
        raise OperatorError(f"{name}={value} is a folder: name a file, such as {named / 'recap.sqlite3'}")
    return named


def languages(name: str, value: str) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(language.strip().lower() for language in value.split(",")))
    if not all(re.fullmatch("[a-z]{2}", language) for language in named):
        raise OperatorError(f"{name}={value}: write two letters for each language, as in en,de")
    return named


def keys(name: str, value: str) -> tuple[str, ...]:
    return tuple(key.strip() for key in value.split(",") if key)


def file(name: str, value: str) -> Path:
    named = path(name, value)
    if not named.is_file():
        raise OperatorError(f"{name}={value}: there is no such file")
    return named


def positive(name: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = 0
    if not 0 < number < float("inf"):
        raise OperatorError(f"{name}={value}: write a number above 0")
    return number


def whole(name: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal() and int(value)):
        raise OperatorError(f"{name}={value}: write a whole number above 0")
    return int(value)


def url(name: str, value: str, scheme: str = "http") -> str:
    if not re.fullmatch(rf"{scheme}s?://[^\s/?#]+(?:/\S*)?", value):
        raise OperatorError(f"{name}={value}: write an address that begins with {scheme}s:// or {scheme}://")
    return value


def base(name: str, value: str) -> str:
    """An address to which paths are added."""
    return url(name, value).rstrip("/")
