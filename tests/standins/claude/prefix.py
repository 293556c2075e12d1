"""A request as the row of blocks that the prompt cache sees: tools, system, messages."""

from collections.abc import Iterator, Mapping
from typing import Any


def blocks(request: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each block with where it stands; plain text is a block too."""
    for tool in request.get("tools") or ():
        yield "tool", tool
    yield from _parts("system", request.get("system") or ())
    for turn in request["messages"]:
        yield from _parts(turn["role"], turn["content"])


def marked(request: Mapping[str, Any]) -> list[tuple[tuple[str, Any], dict[str, Any] | None]]:
    """Each block with its `cache_control`; one at the top of the request counts for the last block."""
    found = [(x, x[1].get("cache_control") if isinstance(x[1], Mapping) else None) for x in blocks(request)]
    if found and (whole := request.get("cache_control")):
        found[-1] = (found[-1][0], found[-1][1] or whole)
    return found


def _parts(place: str, content: Any) -> Iterator[tuple[str, Any]]:
    for part in [content] if isinstance(content, str) else content:
        yield place, part
