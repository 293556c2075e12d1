"""Action items: in somebody's direct messages, in lists, and after a button was pressed."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Literal

from core.action_items.item import Item
from core.action_items.note import Note, Occasion
from core.action_items.preferences import Preferences
from core.models import Channel
from core.replies.answers import title_of
from core.replies.lines import NO_OWNER, Line, Listing
from core.replies.times import near

NONE_MINE = "Nothing is open for you."
HELP = """\
todos: your open action items. todos here, or todos #channel: those of a channel.
Each has buttons: Done, Not mine, Remind me, Reassign."""
CHOOSE_WHEN = "When and whether I write to you: send me settings"
TELL = "Say so in its thread"
OPTED_OUT = "I send you no messages about action items. They stay in /todos and here."
Act = Literal["done", "not_mine", "remind", "reassign"]
LABELS: dict[Act, str] = {"done": "Done", "not_mine": "Not mine", "remind": "Remind me", "reassign": "Reassign"}
SOON = {"tomorrow": "Tomorrow", "monday": "On Monday"}  # when to be reminded, beside a day that is picked

_OPENING: dict[Occasion, tuple[str, str]] = {
    "found": ("You have a new action item", "You have {} new action items"),
    "morning": ("Good morning. One action item is open for you", "Good morning. {} action items are open for you"),
    "reminder": ("You asked me to remind you", "You asked me to remind you of these {}"),
}


def opening(note: Note, today: date) -> str:
    """The first line of a direct message. `today` is the person's."""
    one, many = _OPENING[note.occasion]
    late = sum(is_overdue(item, today) for item in note.items)
    said = one if len(note.items) == 1 else many.format(len(note.items))
    return f"{said}, {late:,} overdue." if late and note.occasion == "morning" else f"{said}."


def line(item: Item, today: date, owned: bool = False, placed: bool = True) -> Line:
    """One item; `owned` names its owner, in lists of more than one person's, `placed` its channel."""
    when = _when(item, today)
    owner = (item.owner.name if item.owner else NO_OWNER) if owned else ""
    lead = ", ".join(filter(None, (owner, when))) if owner else when[:1].upper() + when[1:]
    lead += ": " if lead else ""
    text = item.text.removeprefix(f"{item.owner.name}: ") if item.owner else item.text
    where = f"({title_of(item.channel)})" if placed else ""
    return Line(text, item.channel, item.sources, lead, where, item.thread_id)


def by_date(items: Sequence[Item], today: date) -> list[Listing]:
    """By when they are due, the overdue first, for where there is no room for buttons."""
    ordered = sorted(items, key=lambda item: (_rank(item, today), item.due or date.max, item.said_at))
    groups = groupby(ordered, key=lambda item: _rank(item, today))
    return [Listing(_HEADINGS[rank], tuple(line(item, today) for item in group)) for rank, group in groups]


def heading_mine(items: Sequence[Item]) -> str:
    return f"Your action items: {len(items):,} open" if items else NONE_MINE


def heading_here(items: Sequence[Item], channel: Channel) -> str:
    if not items:
        return f"No action item is open in {title_of(channel)}."
    return f"Action items of {title_of(channel)}: {len(items):,} open"


def more(count: int) -> str:
    """Of those that a list has no room for."""
    return f"And {count:,} more: the list grows shorter as they are done."


def is_overdue(item: Item, today: date) -> bool:
    return item.due is not None and item.due < today


def unsent(count: int) -> str:
    return f"I could not send you {'this action item' if count == 1 else f'these {count:,} action items'} before"


def preferring(wanted: Preferences) -> str:
    """What a person gets without asking."""
    if wanted.opted_out:
        return OPTED_OUT
    new = "I message you when a new action item is yours"
    morning = f", and on workdays at {wanted.hour:02}:00 ({wanted.zone}) what is open" if wanted.morning else ""
    return f"{new}{morning}."


def done(item: Item) -> str:
    return f"Done: {item.text}"


def told(by: str, done: str) -> str:
    """What is said where an item came from: who did what."""
    return f"{by}: {done[0].lower()}{done[1:]}"


def told_there(channel: Channel) -> str:
    return f"Said in {title_of(channel)}."


def not_mine(item: Item) -> str:
    return f"Not yours any more: {item.text}"


def reminding(item: Item, at: datetime, today: date) -> str:
    """`at` is in the person's time zone."""
    return f"I remind you {_on(near(at.date(), today))} at {at:%H:%M}: {item.text}"


def reassigned(item: Item) -> str:
    owner = item.owner.name if item.owner else "somebody else"
    return f"{owner} has it now: {item.text}"


def _on(said: str) -> str:
    return said if said in ("today", "tomorrow") else f"on {said}"


_HEADINGS = ("Overdue", "Due today", "Next", "No date")


def _rank(item: Item, today: date) -> int:
    if item.due is None:
        return 3
    return 0 if item.due < today else 1 if item.due == today else 2


def _when(item: Item, today: date) -> str:
    if item.due is None:
        return ""
    said = near(item.due, today)
    if item.due < today:
        return f"overdue since {said}"
    return f"due {said}" if said in ("today", "tomorrow") else f"by {said}"
