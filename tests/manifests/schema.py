"""Where a JSON value does not follow a JSON schema, as far as Microsoft's manifests use it: with local references."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}


def violations(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any], at: str = "$") -> Iterator[str]:
    """In words, each with its place."""
    if reference := schema.get("$ref"):
        yield from violations(value, _found(reference, root), root, at)
        return
    kind = schema.get("type")
    if isinstance(kind, str) and not isinstance(value, _TYPES[kind]):
        yield f"{at} is no {kind}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at} is none of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{at} is not {schema['const']}"
    yield from _sizes(value, schema, at)
    if isinstance(value, dict):
        yield from _object(value, schema, root, at)
    for number, item in enumerate(value if isinstance(value, list) and isinstance(schema.get("items"), dict) else ()):
        yield from violations(item, schema["items"], root, f"{at}[{number}]")
    for one in schema.get("allOf", ()):
        yield from violations(value, one, root, at)
    for name in ("anyOf", "oneOf"):
        if name in schema and all(list(violations(value, one, root, at)) for one in schema[name]):
            yield f"{at} fits {name} in no way"


def _object(value: dict[str, Any], schema: Mapping[str, Any], root: Mapping[str, Any], at: str) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"{at} lacks {name}" for name in schema.get("required", ()) if name not in value)
    for name, inner in value.items():
        if name in known:
            yield from violations(inner, known[name], root, f"{at}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{at} has no {name}"


def _sizes(value: Any, schema: Mapping[str, Any], at: str) -> Iterator[str]:
    if isinstance(value, str):
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
            yield f"{at} has {len(value)} characters"
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{at} does not fit {schema['pattern']}"
    if isinstance(value, list) and not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{at} has {len(value)} items"


def _found(reference: str, root: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Any = root
    for name in reference.removeprefix("#").strip("/").split("/"):
        found = found[name] if name else found
    return dict(found)
