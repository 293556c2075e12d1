"""What other servers that speak the Messages API do not have.

- `output_config`: sent, it is a field nobody knows (400); the schema has to go into the prompt.
- `count_tokens`, `batches`, `models`: no such address (404).
- `caching`: `cache_control` is read over, and `usage` says nothing of a cache.
- `thinking`: no model thinks, and the field is unknown (400).
"""

from collections.abc import Collection, Mapping
from typing import Any

from tests.standins.claude.answers import Refused

LACKS = ("output_config", "count_tokens", "batches", "models", "caching", "thinking")
_PATHS = {
    "count_tokens": "/v1/messages/count_tokens",
    "batches": "/v1/messages/batches",
    "models": "/v1/models",
}


def check(lacks: Collection[str]) -> frozenset[str]:
    """The same names; a misspelled one would test nothing."""
    if unknown := set(lacks) - set(LACKS):
        raise ValueError(f"no server lacks {sorted(unknown)}, only {LACKS}")
    return frozenset(lacks)


def refuse_path(lacks: frozenset[str], path: str) -> None:
    for name, start in _PATHS.items():
        if name in lacks and path.startswith(start):
            raise Refused(404, "Not Found")


def refuse_body(lacks: frozenset[str], request: Mapping[str, Any]) -> None:
    for field in ("output_config", "thinking"):
        if field in lacks and field in request:
            raise Refused(400, f"{field}: Extra inputs are not permitted")
