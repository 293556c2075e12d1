"""What every platform shows as a list: lines with their links, which its renderer writes in its own marks."""

from dataclasses import dataclass
from datetime import date

from core.models import Channel
from core.summary import ActionItem, Decision, Statement

NO_OWNER = "No owner"
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


def statement(said: Statement, channel: Channel, today: date | None = None) -> Line:
    """One statement of a summary of this channel. Without `today` a due date is told in ISO's form."""
    text, lead = said.text, ""
    if isinstance(said, ActionItem):
        owner = said.owner.name if said.owner else NO_OWNER
        due = said.due and (day(said.due, today) if today else said.due.isoformat())
        lead = f"{owner}, by {due}: " if due else f"{owner}: "
        text = text.removeprefix(f"{owner}: ") or text
    changed = isinstance(said, Decision) and said.changed_by
    remarks = ([CHANGED] if changed else []) + ([UNCONFIRMED] if said.unconfirmed else [])
    return Line(text, channel, said.sources, lead, f"({', '.join(remarks)})" if remarks else "")


def day(at: date, today: date) -> str:
    """As people say it: "today", "Wed 4 Mar", with the year where it is another one."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((at - today).days)
    return near or f"{at:%a} {at.day} {at:%b}" + ("" if at.year == today.year else f" {at.year}")


def number(count: int, one: str, many: str = "") -> str:
    """As in: 1 action item, 2 action items."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
