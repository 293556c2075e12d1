"""The conversations of a channel as a page in the terminal, one by one: what about, who, when, how it began."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from rich.console import Console, Group
from rich.rule import Rule
from rich.text import Text

from bots.cli.inert import inert
from bots.cli.page import COLUMNS_MAX
from core.conversations import Conversation
from core.offline.names import names
from core.replies.lines import number
from core.replies.times import day

PEOPLE_MAX = 5
_NO_WORDS = "without words"


def show(title: str, conversations: Sequence[Conversation], console: Console, zone: tzinfo | None = None) -> None:
    """Prints the page; times are shown in `zone`, by default the machine's own."""
    head = Group(Text(inert(title), "bold"), Rule(style="dim"))
    parts = [_conversation(c, about, zone) for c, about in zip(conversations, names(conversations), strict=True)]
    console.print(Group(head, *parts, _count(conversations)), width=min(console.width, COLUMNS_MAX))


def _conversation(conversation: Conversation, about: str, zone: tzinfo | None) -> Group:
    first = conversation.messages[0]
    heading = Text.assemble((inert(about) or _NO_WORDS, "bold cyan"), ("   " + _facts(conversation, zone), "dim"))
    began = Text(f"  {inert(first.author.name)}: {inert(first.text)}", no_wrap=True, overflow="ellipsis")
    return Group(heading, Text(f"  {_people(conversation)}", "dim"), began, "")


def _facts(conversation: Conversation, zone: tzinfo | None) -> str:
    times = [m.sent_at.astimezone(zone) for m in conversation.messages if m.sent_at]
    return ", ".join(x for x in (number(len(conversation.messages), "message"), _span(times)) if x)


def _span(times: Sequence[datetime]) -> str:
    """ "Wed 4 Mar 09:12 to 09:40"; empty without times."""
    if not times:
        return ""
    start, end = min(times), max(times)
    first = f"{day(start, start.year)} {start:%H:%M}"
    if start.date() != end.date():
        return f"{first} to {day(end, end.year)} {end:%H:%M}"
    return first if f"{start:%H:%M}" == f"{end:%H:%M}" else f"{first} to {end:%H:%M}"


def _people(conversation: Conversation) -> str:
    names = [inert(p.name) for p in conversation.people]
    more = [f"{len(names) - PEOPLE_MAX} more"] if len(names) > PEOPLE_MAX else []
    return ", ".join(names[:PEOPLE_MAX] + more)


def _count(conversations: Sequence[Conversation]) -> Text:
    messages = sum(len(c.messages) for c in conversations)
    found = f"{number(len(conversations), 'conversation')} in {number(messages, 'message')}."
    return Text(found if messages else "No messages here.", "dim")
