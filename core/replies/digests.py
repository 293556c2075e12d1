"""Digests: how one reads, and how people set them up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from core.digests.digest import EVERY_DAY, WORDS_MAX, WORKDAYS, Digest
from core.digests.post import DigestPost, Section
from core.models import Channel
from core.provenance import sentences
from core.replies.answers import title_of
from core.replies.decisions import changed
from core.replies.items import line as item_line
from core.replies.lines import Listing, number, statement
from core.replies.times import day, span
from core.summary import Statement, Summary

NONE = 'No digest is set up here yet. Try: digest daily 9:00 of #general to #team, or "digest help".'
HELP = """\
A digest tells what happened in some channels, at its hour, where you want it.
digest daily 9:00 of #general #sales to #team in German
digest weekly on friday at 16:00 of #general to #leads in 200 words
digest every day at 8:30 Europe/Berlin of #general to here
digest list · digest preview 1 · digest pause 1 · digest resume 1 · digest remove 1 (the number is that of the list)"""
PREVIEW = "Making today's digest. Only you see it …"
PREVIEW_ONLY = "A preview, seen by you only: nothing was posted."
PREVIEW_CUT = "More details than fit here stand in the thread of a posted one."
WHICH_CHANNELS = "Say of which channels: digest daily 9:00 of #general to #team"
HEADING = "Digests"
LISTED = "Digests of this workspace"
GONE = "This digest is not there any more."
REMOVED = "That digest is gone."
KINDS = {"daily": "What happened", "weekly": "What was decided, what changed, what is overdue"}
LENGTHS = (100, 200, 300, WORDS_MAX)  # offered in forms
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

LISTED_MAX = 20  # of a list with buttons
Act = Literal["preview", "change", "pause", "resume", "remove"]
LABELS: dict[Act, str] = {
    "preview": "Preview, for me only",
    "change": "Change",
    "pause": "Pause",
    "resume": "Go on",
    "remove": "Remove",
}
SET_UP = "Set up a digest"


@dataclass(frozen=True, slots=True)
class Part:
    """One channel of a digest: its title, what it was about, then lists."""

    title: str
    about: str
    lists: tuple[Listing, ...]
    footer: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A digest as every platform shows it, in this order; `remarks` and `footer` are sentences."""

    headline: str
    parts: tuple[Part, ...]
    remarks: tuple[str, ...]
    footer: str


def outline(post: DigestPost) -> Outline:
    """What goes into the post."""
    parts = tuple(_part(section, section.short, post) for section in post.sections)
    return Outline(post.headline, parts, tuple(_remarks(post)), footer(post))


def details(post: DigestPost) -> tuple[Part, ...]:
    """What goes into the thread under it: all of each channel of which there is more to say, and who made it."""
    longer = [it for it in post.sections if it.whole.words > it.short.words]
    return tuple(replace(_part(it, it.whole, post), footer=" ".join(sentences(it.whole))) for it in longer)


def footer(post: DigestPost) -> str:
    """How many messages of which time it rests on."""
    zone = ZoneInfo(post.digest.zone)
    since, until = (at and at.astimezone(zone) for at in (post.window.since, post.window.until))
    when = f", {span(since, until)}" if since and until else ""
    channels = len(post.sections) + len(post.quiet)
    return f"Read {number(post.messages, 'message')} of {number(channels, 'channel')}{when}."


def told(digest: Digest) -> str:
    """When, of what, to where: one line. "Weekdays at 09:00 (Europe/Berlin): #general to #team"."""
    sources = _named(digest.channels)
    language = f", in {digest.language}" if digest.language else ""
    words = f", {digest.max_words} words" if digest.max_words != WORDS_MAX else ""
    weekly = "Weekly, " if digest.kind == "weekly" else ""
    when = f"{weekly}{_days(digest.days)} at {digest.at:%H:%M} ({digest.zone})"
    return f"{when[0].upper()}{when[1:]}: {sources} to {title_of(digest.destination)}{language}{words}"


def standing(next_at: datetime | None, costs: tuple[float, float] | None) -> str:
    """When it comes next (in its own time zone; None: it is paused), and what it cost."""
    last, month = costs or (0.0, 0.0)
    when = f"Next: {day(next_at)} {next_at:%H:%M}" if next_at else "Paused"
    return f"{when}. Cost: ${last:,.4f} the last one, ${month:,.4f} this month."


def acts(digest: Digest) -> tuple[Act, ...]:
    """What can be done with it in a list, in this order."""
    return "preview", "change", "resume" if digest.paused else "pause", "remove"


def added(digest: Digest, next_at: datetime | None) -> str:
    when = f" The first one comes {day(next_at)} {next_at:%H:%M}." if next_at else ""
    return f"Set up: {told(digest)}.{when}"


def paused(digest: Digest) -> str:
    return f"Paused: {told(digest)}." if digest.paused else f"It goes on: {told(digest)}."


def which(count: int) -> str:
    return f"Say which one: from 1 to {count}, as in the list." if count else NONE


def _part(section: Section, summary: Summary, post: DigestPost) -> Part:
    lists = _lists(section, summary, datetime.fromisoformat(post.slot).date())
    return Part(title_of(section.channel), summary.overview, tuple(it for it in lists if it.lines))


def _lists(section: Section, summary: Summary, on: date) -> Iterator[Listing]:
    channel = section.channel

    def said(heading: str, statements: Sequence[Statement]) -> Listing:
        return Listing(heading, tuple(statement(it, channel, on) for it in statements))

    yield said("", summary.points)
    yield said("Decisions", summary.decisions)
    yield Listing("Changed decisions", tuple(changed(*pair) for pair in section.reversed))
    yield said("New action items", summary.action_items)
    yield Listing("Overdue", tuple(item_line(it, on, owned=True, placed=False) for it in section.overdue))
    yield said("Open questions", summary.open_questions)


def _remarks(post: DigestPost) -> Iterator[str]:
    if post.all_quiet and post.quiet:
        yield f"All quiet in {_named(post.quiet)}."
    elif post.quiet:
        yield f"Quiet: {_named(post.quiet)}."
    for failed in post.failed:
        yield f"{title_of(failed.channel)} could not be read: {failed.reason}"
    if post.left_out:
        several = "people here may not read them" if post.left_out > 1 else "somebody here may not read it"
        yield f"Left out: {number(post.left_out, 'channel')}, because {several}."
    yield from post.notes


def _named(channels: Sequence[Channel]) -> str:
    return _and([title_of(channel) for channel in channels])


def _days(days: tuple[int, ...]) -> str:
    if days == EVERY_DAY:
        return "every day"
    return "weekdays" if days == WORKDAYS else _and([DAYS[it] for it in days])


def _and(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
