"""What "Structured outputs" in the vendor's documentation takes of JSON Schema, and values made to fit it."""

from collections.abc import Iterator, Mapping
from typing import Any

UNIONS_MAX = 16
OPTIONAL_MAX = 24
FORMATS = {"date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"}
_ANYWHERE = {"title", "description", "default", "type", "enum", "const", "anyOf", "allOf", "$ref", "$defs"}
_ANYWHERE |= {"definitions", "$schema", "$id", "examples"}
_OF_TYPE: dict[str, set[str]] = {
    "object": {"properties", "required", "additionalProperties"},
    "array": {"items", "minItems"},
    "string": {"format", "pattern"},
    "integer": set(),
    "number": set(),
    "boolean": set(),
    "null": set(),
}


def complaint(schema: Mapping[str, Any]) -> str | None:
    """Why the service would not compile this schema, None where it would."""
    wrong = next(_wrong(schema, schema, ()), None)
    if wrong is None:
        nodes = list(_nodes(schema))
        if sum("anyOf" in x or isinstance(x.get("type"), list) for x in nodes) > UNIONS_MAX:
            wrong = f"Schemas contains too many parameters with union types (limit: {UNIONS_MAX})"
        elif sum(len(set(x.get("properties", ())) - set(x.get("required", ()))) for x in nodes) > OPTIONAL_MAX:
            wrong = f"Schemas contains too many optional parameters (limit: {OPTIONAL_MAX})"
    return f"output_config.format.schema: {wrong}" if wrong else None


def _wrong(node: Any, root: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(node, Mapping):
        yield f"{node!r} is not a schema"
        return
    if reference := node.get("$ref"):
        yield from _wrong_reference(reference, root, above)
        return
    types = _types(node)
    known = _ANYWHERE.union(*(_OF_TYPE.get(x, set()) for x in types))
    for word in sorted(set(node) - known):
        yield f"For '{types[0] if types else 'any'}' type, property '{word}' is not supported"
    if not types and not {"anyOf", "allOf", "enum", "const"} & set(node):
        yield "every part needs a type, anyOf, allOf, enum, const or $ref"
    if "object" in types and node.get("additionalProperties") is not False:
        yield "For 'object' type, 'additionalProperties' must be explicitly set to false"
    if set(node.get("required", ())) - set(node.get("properties", ())):
        yield "'required' names a property that is not there"
    if node.get("minItems", 0) not in (0, 1):
        yield "For 'array' type, 'minItems' values other than 0 or 1 are not supported"
    if node.get("format", "date") not in FORMATS:
        yield f"For 'string' type, format '{node['format']}' is not supported"
    for child in _children(node):
        yield from _wrong(child, root, above)


def _wrong_reference(reference: str, root: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[str]:
    if reference in above:
        yield f"recursive schemas are not supported ({reference})"
    elif (target := _resolved(reference, root)) is None:
        yield f"{reference} is not a definition of this schema"
    else:
        yield from _wrong(target, root, (*above, reference))


def _resolved(reference: str, root: Mapping[str, Any]) -> Mapping[str, Any] | None:
    found: Any = root
    for name in reference.removeprefix("#/").split("/"):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else None


def _types(node: Mapping[str, Any]) -> list[str]:
    types = node.get("type", [])
    return types if isinstance(types, list) else [types]


def _children(node: Mapping[str, Any]) -> Iterator[Any]:
    for name in ("properties", "$defs", "definitions"):
        yield from node.get(name, {}).values()
    for name in ("anyOf", "allOf"):
        yield from node.get(name, [])
    if "items" in node:
        yield node["items"]


def _nodes(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield node
    for child in _children(node):
        yield from _nodes(child)


def shaped(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any] | None = None) -> Any:
    """The value as far as the schema takes it, with the least that it asks for besides: decoding is constrained."""
    root = root or schema
    if "$ref" in schema:
        return shaped(value, _resolved(schema["$ref"], root) or {}, root)
    if options := schema.get("anyOf"):
        return shaped(value, next((x for x in options if _takes(x, value)), options[0]), root)
    if "const" in schema or "enum" in schema:
        allowed = schema.get("enum", [schema.get("const")])
        return value if value in allowed else allowed[0]
    if not _takes(schema, value):
        value = _EMPTY[_types(schema)[0]] if _types(schema) else value
    if isinstance(value, Mapping):
        return _shaped_object(value, schema, root)
    if isinstance(value, list) and "items" in schema:
        return [shaped(x, schema["items"], root) for x in value]
    return value


def _shaped_object(value: Mapping[str, Any], schema: Mapping[str, Any], root: Mapping[str, Any]) -> dict[str, Any]:
    required = schema.get("required", ())
    return {
        name: shaped(value.get(name), part, root)
        for name, part in schema.get("properties", {}).items()
        if name in value or name in required
    }


_EMPTY: dict[str, Any] = {
    "object": {}, "array": [], "string": "", "integer": 0, "number": 0, "boolean": False, "null": None,
}  # fmt: skip
_PYTHON: dict[str, Any] = {
    "object": Mapping,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}


def _takes(schema: Mapping[str, Any], value: Any) -> bool:
    types = _types(schema)
    if value is None:
        return "null" in types
    if isinstance(value, bool):
        return "boolean" in types
    return any(isinstance(value, _PYTHON[x]) for x in types if x in _PYTHON) or not types
