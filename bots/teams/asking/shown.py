"""An answer as its reader sees it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from adapters.teams import buttons
from adapters.teams.buttons import Json
from adapters.teams.inert import markdown
from adapters.teams.render import links, messages
from adapters.teams.said import Said
from bots.teams.asking.carried import moved
from bots.teams.asking.desk import Desk
from core import replies
from core.answering import Given, Question
from core.models import Channel

TEXT_MAX_CHARS = 3_000


@dataclass(frozen=True, slots=True)
class Shown:
    """The messages of an answer; `empty` where there was nothing to sum up, and the only one says so."""

    said: tuple[Said, ...]
    empty: bool = False


async def shown(desk: Desk, question: Question, given: Given, zone: tzinfo, notes: Sequence[str] = ()) -> Shown:
    """The channel goes by its name here: its reader may read it."""
    channel, summary = await named(desk, question.channel), given.summary
    if not summary.overview and not any(summary.statements()):
        return Shown((told(" ".join((replies.nothing(channel, summary.coverage), *notes))),), empty=True)
    there = await desk.tools.installed(channel.workspace)
    link = links(channel, there.tenant, {message.id: message.thread_id for message in given.transcript})
    return Shown(tuple(messages(summary, channel, link, zone, question.thread_id is not None, notes)))


def row(channel: Channel, value: str, before: Sequence[str]) -> list[Json]:
    """The buttons under an answer, once it is known which messages go before."""
    return buttons.row(moved(value, before), replies.title_of(channel))


def told(text: str, actions: Sequence[Json] = ()) -> Said:
    """A few words of Recap's own, buttons under them."""
    lines = [line for line in text.splitlines() if line.strip()]
    if actions:
        return Said(
            card=buttons.card([buttons.line(line, TEXT_MAX_CHARS) for line in lines], list(actions)), summary=text
        )
    return Said("\n\n".join(markdown(line, TEXT_MAX_CHARS) for line in lines), summary=text)


async def named(desk: Desk, channel: Channel) -> Channel:
    """With the name that is stored, where none was given."""
    if channel.name:
        return channel
    known = {c.id: c.name for c in await desk.messages.channels(channel.workspace) if c.name != c.id}
    return replace(channel, name=known.get(channel.id, ""))
