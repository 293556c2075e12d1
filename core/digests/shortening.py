"""What of the summaries goes into the post itself: what was decided and what is to be done before what was said."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from core.digests.post import Section
from core.summary import Statement, Summary

HEAVY = 3  # a decision or an action item weighs as much as so many points

S = TypeVar("S", bound=Statement)


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    rank: int  # of its kind: the lower, the longer it is kept
    statement: Statement

    @property
    def words(self) -> int:
        return len(self.statement.text.split())


def shortened(sections: Sequence[Section], words: int) -> tuple[Section, ...]:
    """The sections with `short` as what of their `whole` fits into so many words together.

    Words are shared by what happened in each channel; what one does not need the others have. Every section says at
    least one thing: only so may it be more words. Overdue items and reversed decisions are counted first: they stay.
    """
    lines = [list(_lines(section.whole)) for section in sections]
    kept = _chosen(lines, words - sum(map(_fixed, sections)))
    return tuple(replace(section, short=_only(section.whole, kept)) for section in sections)


def _chosen(lines: Sequence[Sequence[_Line]], words: int) -> frozenset[int]:
    """Which statements stay, by `id()`."""
    weights = [sum(HEAVY if line.rank < 2 else 1 for line in of) for of in lines]
    kept = {id(of[0].statement) for of in lines if of}
    rest = shared = max(0, words - sum(of[0].words for of in lines if of))
    for of, weight in zip(lines, weights, strict=True):
        share = shared * weight // max(1, sum(weights))
        for line in of[1:]:
            if line.words > share:
                break
            share, rest = share - line.words, rest - line.words
            kept.add(id(line.statement))
    for line in sorted((line for of in lines for line in of), key=lambda line: line.rank):
        if id(line.statement) not in kept and line.words <= rest:
            rest -= line.words
            kept.add(id(line.statement))
    return frozenset(kept)


def _lines(whole: Summary) -> Iterator[_Line]:
    for rank, statements in enumerate((whole.decisions, whole.action_items, whole.open_questions, whole.points)):
        yield from (_Line(rank, statement) for statement in statements)


def _fixed(section: Section) -> int:
    texts = [item.text for item in section.overdue] + [r.text for pair in section.reversed for r in pair]
    return sum(len(text.split()) for text in texts)


def _only(whole: Summary, kept: Collection[int]) -> Summary:
    """Its overview, which restates points, only where it says nothing else."""
    alone = not any(whole.statements())
    return replace(
        whole,
        overview=whole.overview if alone else "",
        overview_sources=whole.overview_sources if alone else (),
        points=_of(whole.points, kept),
        decisions=_of(whole.decisions, kept),
        action_items=_of(whole.action_items, kept),
        open_questions=_of(whole.open_questions, kept),
    )


def _of(statements: Sequence[S], kept: Collection[int]) -> tuple[S, ...]:
    return tuple(statement for statement in statements if id(statement) in kept)
