"""What is said loses what it rested on: without asking a model."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TypeVar

from core.action_items.item import Item
from core.decisions.recorded import Recorded
from core.digests.post import DigestPost, Failed, Section
from core.models import Channel
from core.replies import remarks
from core.summary import Decision, Statement, Summary

S = TypeVar("S", bound=Statement)


def without(summary: Summary, messages: Collection[str]) -> Summary | None:
    """The summary without each statement that rests on one of these messages (ids); None where nothing is left.

    A statement with other sources beside it goes too: what it says may stand in this one alone. So does the overview,
    which restates points. Coverage stays: it says what was read.
    """
    left = _left(summary, set(messages))
    return left if left.overview or any(left.statements()) else None


def digest_without(post: DigestPost, channel: Channel, messages: Collection[str]) -> DigestPost:
    """The same of a digest, whose headline then says what else mattered. A channel of which nothing is left is named:
    it was not quiet."""
    left = [_section(section, channel.id, set(messages)) for section in post.sections]
    sections = tuple(section for section in left if _says_anything(section))
    emptied = tuple(Failed(s.channel, remarks.TAKEN_BACK) for s in left if not _says_anything(s))
    head = remarks.headline(sections, quiet=False)
    return replace(post, headline=head, sections=sections, failed=(*post.failed, *emptied))


def _section(section: Section, channel: str, gone: Collection[str]) -> Section:
    own = section.channel.id == channel
    return replace(
        section,
        short=_left(section.short, gone) if own else section.short,
        whole=_left(section.whole, gone) if own else section.whole,
        overdue=tuple(item for item in section.overdue if not _rests(item, channel, gone)),
        reversed=tuple(pair for pair in section.reversed if not any(_rests(r, channel, gone) for r in pair)),
    )


def _rests(kept: Item | Recorded, channel: str, gone: Collection[str]) -> bool:
    return kept.channel.id == channel and any(id in gone for id in kept.sources)


def _says_anything(section: Section) -> bool:
    whole = section.whole
    return bool(whole.overview or any(whole.statements()) or section.overdue or section.reversed)


def _left(summary: Summary, gone: Collection[str]) -> Summary:
    overview_stands = not any(id in gone for id in summary.overview_sources)
    return replace(
        summary,
        overview=summary.overview if overview_stands else "",
        overview_sources=summary.overview_sources if overview_stands else (),
        points=_without(summary.points, gone),
        decisions=_standing(_without(summary.decisions, gone), gone),
        action_items=_without(summary.action_items, gone),
        open_questions=_without(summary.open_questions, gone),
    )


def _without(statements: Iterable[S], gone: Collection[str]) -> tuple[S, ...]:
    return tuple(s for s in statements if not any(id in gone for id in s.sources))


def _standing(decisions: Iterable[Decision], gone: Collection[str]) -> tuple[Decision, ...]:
    """What was changed by one that is gone stands again."""
    return tuple(replace(d, changed_by=()) if any(id in gone for id in d.changed_by) else d for d in decisions)
