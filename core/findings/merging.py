"""The same thing said twice is one finding with all its sources."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from core.findings.found import Found
from core.findings.matter import Matter
from core.summary import ActionItem, Decision, Statement
from core.text.words import content

S = TypeVar("S", bound=Statement)
Actions = Found[ActionItem]
WRITTEN_BEFORE, WRITTEN_AFTER = 2, 6  # messages between a promise and the marked line that says it too


def joined_actions(found: Iterable[ActionItem]) -> tuple[ActionItem, ...]:
    """Action items in order; one repeated keeps its place, and takes an owner or due date that only the other gives."""

    def join(a: ActionItem, b: ActionItem) -> ActionItem:
        main, other = (b, a) if b.explicit and not a.explicit else (a, b)
        owner, due = main.owner or other.owner, main.due or other.due
        return replace(main, sources=_sources(a, b), owner=owner, due=due)

    return tuple(_joined(found, join, lambda a, b: None in (a.owner, b.owner) or a.owner == b.owner))


def joined_decisions(found: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions in order; a proposal and its resolution are one."""

    def join(a: Decision, b: Decision) -> Decision:
        main = a if a.explicit and not b.explicit else b
        return replace(main, sources=_sources(a, b))

    return tuple(_joined(found, join, lambda a, b: True))


def written_down(marked: Iterable[Actions], inferred: Iterable[Actions]) -> list[Actions]:
    """All items in order; a promise that somebody then wrote down as an action becomes a source of that."""
    kept: list[Actions] = []
    written = list(marked)
    for found in inferred:
        at = next((n for n, w in enumerate(written) if _writes_down(w, found)), None)
        if at is None:
            kept.append(found)
        else:
            w = written[at]
            sources = tuple(dict.fromkeys((*found.statement.sources, *w.statement.sources)))
            written[at] = replace(w, statement=replace(w.statement, sources=sources))
    return sorted([*kept, *written], key=lambda f: f.message)


def _writes_down(written: Actions, found: Actions) -> bool:
    apart = written.message - found.message
    if apart == 0:
        return found.statement.text in written.statement.text or written.statement.text in found.statement.text
    if not -WRITTEN_BEFORE <= apart <= WRITTEN_AFTER or written.statement.owner != found.statement.owner:
        return False
    shared = set(content(written.statement.text)) & set(content(found.statement.text))
    if found.statement.owner:
        shared -= set(content(found.statement.owner.name))
    return bool(shared)


def _joined(found: Iterable[S], join: Callable[[S, S], S], may_join: Callable[[S, S], bool]) -> list[S]:
    kept: list[S] = []
    seen: list[Matter] = []
    places: dict[str, list[int]] = defaultdict(list)
    for statement in found:
        own = Matter.of(statement.text)
        near = {p for word in own.stems for p in places[word]}
        twins = [p for p in near if own.is_same(seen[p]) and may_join(kept[p], statement)]
        if twins:
            kept[max(twins)] = join(kept[max(twins)], statement)
            continue
        for word in own.stems:
            places[word].append(len(kept))
        kept.append(statement)
        seen.append(own)
    return kept


def _sources(a: Statement, b: Statement) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*a.sources, *b.sources)))
