"""Which models there are, what they may do and what they cost, as the vendor's model pages say in November 2026.

Dates of retirement are those that the SDK warns of; the other dates of models are the stand-in's own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tests.standins.claude.answers import Refused

LIST_MAX = 1_000
MILLION = 1_000_000
BATCH_SHARE = 0.5
REGION_FACTOR = 1.1  # "Data residency": tokens computed in a chosen region cost this much more


@dataclass(frozen=True, slots=True)
class Price:
    """Dollars per million tokens. `written` is into the cache for five minutes, `kept` for an hour."""

    input: float
    output: float
    read: float
    written: float
    kept: float
    cliff_tokens: int | None = None  # a longer prompt costs `above_cliff` times as much, its answer too
    above_cliff: float = 1

    def dollars(self, usage: Mapping[str, Any], batch: bool = False) -> float:
        made = usage.get("cache_creation") or {}
        hour: int = made.get("ephemeral_1h_input_tokens", 0)
        written = (usage.get("cache_creation_input_tokens") or 0) - hour
        read = usage.get("cache_read_input_tokens") or 0
        prompt = usage["input_tokens"] + written + hour + read
        sum: float = usage["input_tokens"] * self.input + usage["output_tokens"] * self.output
        sum += read * self.read + written * self.written + hour * self.kept
        sum *= self.above_cliff if self.cliff_tokens and prompt > self.cliff_tokens else 1
        sum *= BATCH_SHARE if batch else 1
        return sum * (REGION_FACTOR if usage.get("inference_geo") not in (None, "global") else 1) / MILLION


@dataclass(frozen=True, slots=True)
class Listed:
    """One model. `thinking` are the types that it takes; with "adaptive" among them it thinks unasked."""

    id: str
    name: str
    line: str
    price: Price
    created: str
    thinking: tuple[str, ...] = ("adaptive",)
    effort: str | None = "high"  # where the request names none
    cacheable_tokens: int = 512  # a shorter prefix is not kept
    max_input_tokens: int = 1_000_000
    max_tokens: int = 128_000
    lifecycle: Literal["active", "deprecated", "retired"] = "active"
    deprecated: str | None = None
    retires: str | None = None
    regions: bool = True

    def entry(self) -> dict[str, Any]:
        """As `GET /v1/models` lists it."""
        return {
            "type": "model",
            "id": self.id,
            "display_name": self.name,
            "line": self.line,
            "created_at": self.created,
            "lifecycle": self.lifecycle,
            "deprecated_at": self.deprecated,
            "retires_at": self.retires,
            "max_input_tokens": self.max_input_tokens,
            "max_tokens": self.max_tokens,
        }


MODELS: tuple[Listed, ...] = (  # the newest first, as the list gives them
    Listed(
        "claude-haiku-5-5",
        "Claude Haiku 5.5",
        "haiku",
        Price(0.10, 0.50, 0.01, 0.125, 0.20, cliff_tokens=100_000, above_cliff=5),
        "2026-10-07T00:00:00Z",
        ("adaptive", "disabled"),
        "medium",
    ),
    Listed(
        "claude-sonnet-5-5",
        "Claude Sonnet 5.5",
        "sonnet",
        Price(2, 10, 0.10, 2.5, 4),  # reads at half of what the line cost before
        "2026-09-15T00:00:00Z",
        ("adaptive", "between_tools"),
    ),
    Listed(
        "claude-opus-5-5",
        "Claude Opus 5.5",
        "opus",
        Price(4, 20, 0.40, 5, 8),
        "2026-08-20T00:00:00Z",
        effort="medium",
    ),
    Listed(
        "claude-haiku-4-5",
        "Claude Haiku 4.5",
        "haiku",
        Price(1, 5, 0.10, 1.25, 2),
        "2025-10-15T00:00:00Z",
        ("enabled", "disabled"),
        None,
        4_096,
        200_000,
        64_000,
        regions=False,
    ),
    Listed(
        "claude-sonnet-4-5",
        "Claude Sonnet 4.5",
        "sonnet",
        Price(3, 15, 0.30, 3.75, 6),
        "2025-09-29T00:00:00Z",
        ("enabled", "disabled"),
        None,
        1_024,
        200_000,
        64_000,
        "deprecated",
        "2026-09-30T00:00:00Z",
        "2026-11-30T00:00:00Z",
        regions=False,
    ),
    Listed(
        "claude-sonnet-4-20250514",
        "Claude Sonnet 4",
        "sonnet",
        Price(3, 15, 0.30, 3.75, 6),
        "2025-05-22T00:00:00Z",
        ("enabled", "disabled"),
        None,
        1_024,
        200_000,
        64_000,
        "retired",
        "2026-04-15T00:00:00Z",
        "2026-06-15T00:00:00Z",
        regions=False,
    ),
)


def find(models: Sequence[Listed], name: object) -> Listed:
    """The model that answers to this name. A retired one fails like one that never was."""
    for listed in models:
        if listed.id == name and listed.lifecycle != "retired":
            return listed
    raise Refused(404, f"model: {name}")


def page(models: Sequence[Listed], query: Mapping[str, str], stages: Sequence[str]) -> dict[str, Any]:
    """One page of the list; `stages` are those asked for, none means all that can be called."""
    shown = [x for x in models if x.lifecycle in (stages or ("active", "deprecated"))]
    ids = [x.id for x in shown]
    limit = int(query.get("limit", 20))
    if not 1 <= limit <= LIST_MAX:
        raise Refused(400, f"limit: must be between 1 and {LIST_MAX}")
    for cursor in ("after_id", "before_id"):
        if cursor in query and query[cursor] not in ids:
            raise Refused(400, f"{cursor}: no such model")
    if "before_id" in query:
        end = ids.index(query["before_id"])
        part, more = shown[max(0, end - limit) : end], end > limit
    else:
        start = ids.index(query["after_id"]) + 1 if "after_id" in query else 0
        part, more = shown[start : start + limit], start + limit < len(shown)
    return {
        "data": [x.entry() for x in part],
        "has_more": more,
        "first_id": part[0].id if part else None,
        "last_id": part[-1].id if part else None,
    }
