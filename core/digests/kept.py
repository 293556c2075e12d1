"""Digests and what they say as text that can be kept, and back: read by the types of their fields."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime, time
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_text(value: Any) -> str:
    """A dataclass as a JSON object. Errors: `TypeError` for what it holds and JSON has no word for."""
    return json.dumps(asdict(value), default=_time, ensure_ascii=False)


def from_text(kind: type[T], text: str) -> T:
    """Errors: `ValueError`, `KeyError` or `TypeError` for what `to_text` did not write."""
    read: T = _read(kind, json.loads(text))
    return read


def _time(value: object) -> str:
    if isinstance(value, (date, time)):  # or a moment
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be kept")


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: Any) -> Any:
    origin, of = get_origin(kind), get_args(kind)
    if origin in (UnionType, Union):
        [other] = (k for k in of if k is not NoneType)
        return None if value is None else _read(other, value)
    if origin is tuple:
        kinds = of[:1] * len(value) if of[-1] is ... else of
        return tuple(_read(k, v) for k, v in zip(kinds, value, strict=True))
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{f.name: _read(hints[f.name], value[f.name]) for f in fields(kind)})
    return _plain(kind, origin, of, value)


def _plain(kind: Any, origin: Any, of: tuple[Any, ...], value: Any) -> Any:
    if kind in (date, datetime, time):
        return kind.fromisoformat(value)
    if origin is not None and origin is not Literal:  # a mapping by texts
        return {key: _read(of[1], v) for key, v in value.items()}
    return value
