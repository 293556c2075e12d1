"""Matches a value against a schema of OpenAPI 3.1, as far as Discord's description uses it.

https://json-schema.org/draft/2020-12. A field that an object's schema does not name counts as wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.standins.discord.state import Json

# Discord's description has numbers for the codes in an error's tree; its documentation and its answers have words.
UNCHECKED = ("ErrorDetails",)
# What discord.py sends that the description leaves out: an embed's flags, tts in edits, a command's nsfw.
UNASKED = ("flags", "tts", "nsfw")
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


@dataclass(frozen=True, slots=True)
class Matching:
    """`asked` is for requests, where Discord takes numbers for ids and passes over some fields."""

    spec: Json
    asked: bool = False

    def wrong(self, schema: Json, value: Any, at: str = "$") -> list[str]:
        """What does not fit, with the way to it."""
        if any(schema.get("$ref", "").endswith(f"/{name}") for name in UNCHECKED):
            return []
        said = list(self._shape(schema, value, at))
        if not said and isinstance(value, dict):
            names = self._names(schema, value)
            passed = UNASKED if self.asked else ()
            unknown = [] if names is None else [n for n in value if n not in names and n not in passed]
            said = [f"{at}.{name}: not described" for name in unknown]
        return said

    def _shape(self, schema: Json, value: Any, at: str) -> Iterator[str]:
        if self.asked and schema.get("format") == "snowflake" and _is("integer", value):
            return
        if "$ref" in schema:
            yield from self._shape(self._named(schema["$ref"]), value, at)
        for part in schema.get("allOf", []):
            yield from self._shape(part, value, at)
        for word in ("oneOf", "anyOf"):
            if word in schema:
                yield from self._alternatives(schema[word], value, at)
        yield from _plain(schema, value, at)
        if isinstance(value, dict):
            yield from self._members(schema, value, at)
        if isinstance(value, list) and "items" in schema:
            for index, item in enumerate(value):
                yield from self.wrong(schema["items"], item, f"{at}[{index}]")

    def _alternatives(self, parts: list[Json], value: Any, at: str) -> Iterator[str]:
        """The complaints of the alternative that comes nearest."""
        tried = [self.wrong(part, value, at) for part in parts]
        if not any(said == [] for said in tried):
            yield from min(tried, key=_distance)

    def _members(self, schema: Json, value: Json, at: str) -> Iterator[str]:
        yield from (f"{at}.{name}: missing" for name in schema.get("required", []) if name not in value)
        known = schema.get("properties", {})
        for name, inner in value.items():
            if name in known:
                yield from self.wrong(known[name], inner, f"{at}.{name}")
            elif isinstance(schema.get("additionalProperties"), dict):
                yield from self.wrong(schema["additionalProperties"], inner, f"{at}.{name}")

    def _names(self, schema: Json, value: Json) -> set[str] | None:
        """All fields that the schema and its parts name; None where any are allowed."""
        if "$ref" in schema:
            return self._names(self._named(schema["$ref"]), value)
        parts = [*schema.get("allOf", []), *schema.get("oneOf", []), *schema.get("anyOf", [])]
        names: set[str] = set(schema.get("properties", {}))
        if "additionalProperties" in schema and schema["additionalProperties"] is not False:
            return None
        for part in parts:
            inner = self._names(part, value)
            if inner is None:
                return None
            names |= inner
        return names if names or parts or "properties" in schema else None

    def _named(self, reference: str) -> Json:
        found: Any = self.spec
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
        named: Json = found
        return named


def _plain(schema: Json, value: Any, at: str) -> Iterator[str]:
    """Type, constants and sizes."""
    types = schema.get("type", [])
    wanted = [types] if isinstance(types, str) else types
    if wanted and not any(_is(kind, value) for kind in wanted):
        yield f"{at}: {type(value).__name__} is not {' or '.join(wanted)}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{at}: not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: not one of {schema['enum']}"
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: does not match {schema['pattern']}"
    if isinstance(value, str | list):
        least, most = ("minLength", "maxLength") if isinstance(value, str) else ("minItems", "maxItems")
        yield from _within(at, len(value), schema.get(least), schema.get(most))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from _within(at, value, schema.get("minimum"), schema.get("maximum"))


def _within(at: str, size: float, least: float | None, most: float | None) -> Iterator[str]:
    if least is not None and size < least:
        yield f"{at}: {size} is less than {least}"
    if most is not None and size > most:
        yield f"{at}: {size} is more than {most}"


def _is(kind: str, value: Any) -> bool:
    return isinstance(value, _TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _distance(said: list[str]) -> tuple[bool, int]:
    """An alternative of another type or constant is farther than any that lacks fields."""
    return any((": not " in s and "described" not in s) or " is not " in s for s in said), len(said)
