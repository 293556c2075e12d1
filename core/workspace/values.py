"""How the values of settings are read and shown: for each kind what is right, and one line where it is not."""

import math
from collections.abc import Callable
from dataclasses import field
from typing import Any

from core.errors import RequestError
from core.experiments import parsed

FOREVER = "forever"
DAYS_MAX = 36_500
HIDDEN = "(set)"  # what is shown of a key

Read = Callable[[str, str], Any]


def setting(default: Any, read: Read, secret: bool = False) -> Any:
    """A dataclass field whose text is read by `read(key, text)`; a secret one is never shown."""
    return field(default=default, metadata={"read": read, "secret": secret}, repr=not secret)


def days(key: str, text: str) -> int | None:
    if text == FOREVER:
        return None
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= DAYS_MAX):
        raise RequestError(f"{key}={text}: give a number of days from 1 to {DAYS_MAX}, or {FOREVER}")
    return int(text)


def items(_: str, text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.strip() for item in text.split(",") if item.strip()))


def checked_items(check: Callable[[tuple[str, ...]], object]) -> Read:
    """Items of which `check` raises `RequestError` where one is wrong."""

    def read(key: str, text: str) -> tuple[str, ...]:
        found = items(key, text)
        check(found)
        return found

    return read


def text(_: str, text: str) -> str:
    return text


def shares(key: str, text: str) -> tuple[str, ...]:
    found = items(key, text)
    parsed(found)
    return found


def choice(*choices: str) -> Read:
    def read(key: str, text: str) -> str:
        if text not in choices:
            raise RequestError(f"{key}={text}: give {' or '.join(choices)}")
        return text

    return read


def number(least: float, most: float) -> Read:
    """A decimal number, both ends included."""

    def read(key: str, text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not least <= value <= most:
            raise RequestError(f"{key}={text}: give a number from {least:g} to {most:g}")
        return value

    return read


def weights(*names: str) -> Read:
    """Items such as "disagreement:0.3", each of these names with a number from 0 to 1."""

    def read(key: str, text: str) -> tuple[str, ...]:
        given = items(key, text)
        for item in given:
            name, colon, value = item.partition(":")
            if not colon or name not in names:
                raise RequestError(f"{key}={text}: give NAME:WEIGHT, names are {', '.join(names)}")
            number(0, 1)(key, value)
        return given

    return read


def whole(least: int, most: int) -> Read:
    """A whole number, both ends included."""

    def read(key: str, text: str) -> int:
        if not (text.isascii() and text.isdecimal() and least <= int(text) <= most):
            raise RequestError(f"{key}={text}: give a whole number from {least} to {most}")
        return int(text)

    return read


def shown(value: Any, secret: bool) -> str:
    """A value as its reader reads it."""
    if secret:
        return HIDDEN if value else ""
    if isinstance(value, tuple):
        return ",".join(value)
    return "" if value is None else str(value)
