"""The prompt cache as "Prompt caching" documents it: exact prefixes, a lifetime renewed by each use."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.standins.claude import prefix, tokens
from tests.standins.claude.models import Listed

LIFETIMES_SECONDS = {"5m": 300.0, "1h": 3_600.0}
LOOKBACK_BLOCKS = 20  # how far before a breakpoint an older entry is looked for


class PromptCache:
    """`clock` gives seconds. Entries are of one model; what is read is renewed."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._ends: dict[str, tuple[float, float]] = {}  # until when, and its lifetime

    def read(self, request: Mapping[str, Any], model: Listed) -> tuple[dict[str, Any], Callable[[], None]]:
        """The prompt's part of `usage`, and what makes its prefixes readable: call it once the answer begins."""
        rows = _rows(request, model)
        breakpoints = [i for i, (_, _, mark) in enumerate(rows) if mark and rows[i][1] >= model.cacheable_tokens]
        hit = max((self._hit(rows, i) for i in breakpoints), default=-1)
        last = max(breakpoints, default=-1)
        read = rows[hit][1] if hit >= 0 else 0
        made = {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0}
        before = read
        for i in breakpoints:
            if i > hit:
                made[f"ephemeral_{_ttl(rows[i][2])}_input_tokens"] += rows[i][1] - before
                before = rows[i][1]
        usage = {
            "input_tokens": rows[-1][1] - max(before, read) if rows else 0,
            "cache_creation_input_tokens": before - read,
            "cache_read_input_tokens": read,
            "cache_creation": made,
        }
        kept = {rows[i][0]: LIFETIMES_SECONDS[_ttl(rows[i][2])] for i in breakpoints}
        return usage, lambda: self._keep(kept, rows[hit][0] if 0 <= hit < last else None)

    def _hit(self, rows: list[tuple[str, int, Any]], breakpoint: int) -> int:
        """The longest prefix that is still kept, seen from this breakpoint."""
        now = self._clock()
        for i in range(breakpoint, max(-1, breakpoint - LOOKBACK_BLOCKS), -1):
            if self._ends.get(rows[i][0], (0.0, 0.0))[0] > now:
                return i
        return -1

    def _keep(self, prefixes: Mapping[str, float], renewed: str | None) -> None:
        now = self._clock()
        for key, seconds in prefixes.items():
            self._ends[key] = (now + seconds, seconds)
        if renewed in self._ends:
            seconds = self._ends[renewed][1]
            self._ends[renewed] = (now + seconds, seconds)


def _ttl(mark: Mapping[str, Any] | None) -> str:
    return str((mark or {}).get("ttl") or "5m")


def _rows(request: Mapping[str, Any], model: Listed) -> list[tuple[str, int, dict[str, Any] | None]]:
    """Of each prefix: its hash, its tokens, the mark at its end. Another format of output is another prefix."""
    format = (request.get("output_config") or {}).get("format")
    digest = hashlib.sha256(json.dumps([model.id, format, request.get("thinking")], sort_keys=True).encode())
    count, rows = tokens.of_format(request) + tokens.MESSAGE_TOKENS * len(request["messages"]), []
    for (place, block), mark in prefix.marked(request):
        bare = {k: v for k, v in block.items() if k != "cache_control"} if isinstance(block, Mapping) else block
        if isinstance(bare, Mapping) and set(bare) == {"type", "text"}:
            bare = bare["text"]  # the same prompt, written longer
        digest.update(json.dumps([place, bare], sort_keys=True).encode())
        count += tokens.of_value(bare)
        rows.append((digest.hexdigest(), count, mark))
    return rows
