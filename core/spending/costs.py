"""What was spent, by workspace, channel, model and day, and what was not."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from typing import TypeVar

from core.ports.ledger import Entry

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Spent:
    """Calls of a model and answers from the cache; US dollars.

    `by_routing` is what the same calls would have cost more with the large model.
    """

    calls: int
    cached: int
    cost: float
    by_cache: float
    by_routing: float


@dataclass(frozen=True, slots=True)
class Costs:
    """Keys: platform and workspace; those and a channel's id; a model; a UTC day. The dearest first, days in order."""

    total: Spent
    workspaces: Mapping[tuple[str, str], Spent]
    channels: Mapping[tuple[str, str, str], Spent]
    models: Mapping[str, Spent]
    days: Mapping[date, Spent]


def costs(entries: Sequence[Entry]) -> Costs:
    days = _by(entries, lambda e: e.at.astimezone(UTC).date())
    return Costs(
        total=_spent(entries),
        workspaces=_by(entries, lambda e: (e.platform, e.workspace)),
        channels=_by(entries, lambda e: (e.platform, e.workspace, e.channel)),
        models=_by(entries, lambda e: e.model),
        days=dict(sorted(days.items())),
    )


def _by(entries: Iterable[Entry], key: Callable[[Entry], K]) -> Mapping[K, Spent]:
    groups: dict[K, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    spent = {name: _spent(group) for name, group in groups.items()}
    return dict(sorted(spent.items(), key=lambda item: -item[1].cost))


def _spent(entries: Sequence[Entry]) -> Spent:
    calls = [e for e in entries if e.cached is None]
    return Spent(
        calls=len(calls),
        cached=len(entries) - len(calls),
        cost=sum(e.cost for e in calls),
        by_cache=sum(e.cached or 0.0 for e in entries),
        by_routing=sum(e.large - e.cost for e in calls),
    )
