"""What every platform shows as a list: lines with their links, which its renderer writes in its own marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from core.models import Channel
from core.replies.times import day, near
from core.summary import ActionItem, Decision, Point, Statement, Summary

NO_OWNER = "No owner"
NO_TOPIC = "Points"
UNCONFIRMED, CHANGED = "unconfirmed", "changed later"


@dataclass(frozen=True, slots=True)
class Line:
    """`lead` stands out before the text, `remark` is smaller behind it, then the links.

    `sources` are ids of messages of the channel, `thread_id` the root of the thread that they are in where all of them
    are in one. Texts are people's own: a renderer makes them inert.
    """

    text: str
    channel: Channel
    sources: tuple[str, ...] = ()
    lead: str = ""
    remark: str = ""
    thread_id: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines under their heading; some need none."""

    heading: str
    lines: tuple[Line, ...]


def listings(summary: Summary, channel: Channel) -> Iterator[Listing]:
    """All that a summary states, the points by topic, in the order in which it is read; what is empty is not there."""
    year = summary.coverage.end.year if summary.coverage.end else None
    for heading, said in (
        *_by_topic(summary.points),
        ("Decisions", summary.decisions),
        ("Action items", summary.action_items),
        ("Open questions", summary.open_questions),
    ):
        if said:
            yield Listing(heading, tuple(statement(it, channel, year=year) for it in said))


def statement(said: Statement, channel: Channel, today: date | None = None, year: int | None = None) -> Line:
    """One statement of a summary of this channel.

    With `today` a day is told as seen from there; else it is read at any time, its year told where it isn't `year`.
    """
    text, lead = said.text, ""
    if isinstance(said, ActionItem):
        owner = said.owner.name if said.owner else NO_OWNER
        due = said.due and (near(said.due, today) if today else day(said.due, year))
        lead = f"{owner}, by {due}: " if due else f"{owner}: "
        text = text.removeprefix(f"{owner}: ") or text
    changed = isinstance(said, Decision) and said.changed_by
    remarks = ([CHANGED] if changed else []) + ([UNCONFIRMED] if said.unconfirmed else [])
    return Line(text, channel, said.sources, lead, f"({', '.join(remarks)})" if remarks else "")


def running(said: Statement) -> str:
    """One statement as running text, while its answer is still being made: the owner once, then what is to be done."""
    owner = f"{said.owner.name}: " if isinstance(said, ActionItem) and said.owner else ""
    return owner + said.text.removeprefix(owner)


def number(count: int, one: str, many: str = "") -> str:
    """As in: 1 action item, 2 action items."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _by_topic(points: Sequence[Point]) -> Iterator[tuple[str, Sequence[Point]]]:
    topics: dict[str | None, list[Point]] = {}
    for point in points:
        topics.setdefault(point.topic, []).append(point)
    return ((topic or NO_TOPIC, said) for topic, said in topics.items())
