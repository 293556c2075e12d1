"""Checks recorded traffic against an OpenAPI description, such as the one Discord publishes.

`python -m tests.standins.discord.schema SPEC RECORD` prints what does not fit and fails if anything does not. Discord's
is specs/openapi.json of github.com/discord/discord-api-spec; RECAP_DISCORD_SCHEMA names a copy to the tests.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.standins.discord.matching import Matching
from tests.standins.discord.state import Json

# Read when this is imported, before a test's environment is cleaned.
PUBLISHED = os.environ.get("RECAP_DISCORD_SCHEMA")
JSON_TYPES = ("application/json", "multipart/form-data")


def problems(spec: Json, record: Path) -> list[str]:
    """What does not fit, a line each: unknown paths, statuses, and bodies that are not what is described."""
    lines = [json.loads(line) for line in record.read_text("utf-8").splitlines()]
    return list(dict.fromkeys(said for call in lines if "method" in call for said in _call(spec, call)))


def must_fit(record: Path) -> None:
    """Raises AssertionError with all that does not fit Discord's description; passes where no copy is named."""
    if PUBLISHED:
        said = problems(json.loads(Path(PUBLISHED).read_text("utf-8")), record)
        assert not said, "\n".join(said)


def _call(spec: Json, call: Json) -> Iterator[str]:
    name = f"{call['method']} {call['route'] or call['path']}"
    operation = _operation(spec, call["method"], call["path"])
    if operation is None:
        if call["status"] not in (404, 405):
            yield f"{name}: no such operation"
        return
    matching, asking = Matching(spec), Matching(spec, asked=True)
    described = [_deref(spec, p)["name"] for p in operation.get("parameters", [])]
    yield from (f"{name}: no such parameter: {given}" for given in call["query"] if given not in described)
    if call["status"] < 400 and (asked := _schema(spec, operation.get("requestBody", {}))) and call["body"] is not None:
        yield from (f"{name} request {said}" for said in asking.wrong(asked, call["body"]))
    answer = _response(spec, operation, call["status"])
    if answer is None:
        yield f"{name}: no such status: {call['status']}"
    elif (schema := _schema(spec, answer)) and call["answer"] is not None:
        yield from (f"{name} {call['status']} {said}" for said in matching.wrong(schema, call["answer"]))


def _operation(spec: Json, method: str, path: str) -> Json | None:
    """The operation of the pattern that fits with the fewest names left open, /users/@me before /users/{user_id}."""
    fitting = [
        (pattern.count("{"), pattern)
        for pattern, operations in spec["paths"].items()
        if method.lower() in operations and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", pattern), path)
    ]
    if not fitting:
        return None
    operations: Json = spec["paths"][min(fitting)[1]]
    operation: Json = operations[method.lower()]
    return operation | {"parameters": operation.get("parameters", []) + operations.get("parameters", [])}


def _response(spec: Json, operation: Json, status: int) -> Json | None:
    responses = operation["responses"]
    found = responses.get(str(status), responses.get(f"{status // 100}XX"))
    return found if found is None else _deref(spec, found)


def _schema(spec: Json, described: Json) -> Json | None:
    content = _deref(spec, described).get("content", {})
    return next((content[kind]["schema"] for kind in JSON_TYPES if kind in content), None)


def _deref(spec: Json, it: Json) -> Json:
    while "$ref" in it:
        found: Any = spec
        for step in it["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        it = found
    return it


def main(spec: str, record: str) -> int:
    said = problems(json.loads(Path(spec).read_text("utf-8")), Path(record))
    print("\n".join(said) or "all fits")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
