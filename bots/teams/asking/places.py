"""Which channel and which workspaces somebody means: in a one-to-one chat they are in none."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from adapters.teams.asker import Asker
from adapters.teams.wire import Place
from bots.teams.asking.desk import Desk
from bots.teams.asking.shown import named
from core import replies
from core.answering import Where
from core.errors import LaterError, NotFound, RecapError, RequestError
from core.models import Channel
from core.words import InChannel

NO_SUCH = "I know no such channel or message, or you may not read it"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, and where."""

    who: Asker
    at: Place

    @property
    def where(self) -> Where:
        return Where("teams", self.at.workspace, self.at.channel() if self.at.workspace else None)

    async def workspaces(self, desk: Desk) -> Sequence[str]:
        """The one it was asked in; in a one-to-one chat all of the person's tenant."""
        if self.at.workspace:
            return [self.at.workspace]
        known = [await desk.tools.installed(id) for id in await desk.tools.installed.ids()]
        return [there.id for there in known if there.tenant == self.at.tenant]


async def meant(desk: Desk, asked: Asked, said: InChannel | None, here: bool) -> Channel | None:
    """The channel that is named, or where it was asked if `here` is; None: no channel in particular.

    Errors: `RequestError`, `NotFound`.
    """
    if said and asked.at.workspace:
        return await desk.wishes.place(said, asked.where)
    if said:
        return await by_name(desk, asked, said)
    if here and not asked.at.workspace:
        raise RequestError(replies.WHICH_CHANNEL_HERE)
    return await named(desk, asked.at.channel()) if here else None


async def by_name(desk: Desk, asked: Asked, said: InChannel) -> Channel:
    """The stored channel with this id or name, of those that the asker may read. Errors: `RequestError`."""
    stored = [c for c in await desk.messages.channels() if c.platform == "teams"]
    found = [c for c in stored if (c.id == said.id if said.id else _called(c, said.name))]
    readable = [channel for channel in found if await _may_read(desk, asked.who, channel)]
    if len(readable) > 1:
        names = ", ".join(f"#{channel.name}" for channel in readable)
        raise RequestError(f"Several channels are called so: write {names}, or paste a link to a message")
    if not readable:
        raise NotFound(replies.no_channel(said.name) if said.name else NO_SUCH)
    return readable[0]


async def readable(desk: Desk, asked: Asked) -> list[Channel]:
    """The channels with a name that the asker may read, of where they ask."""
    workspaces = set(await asked.workspaces(desk))
    stored = [c for c in await desk.messages.channels() if c.platform == "teams"]
    found = [c for c in stored if c.workspace in workspaces and c.name not in ("", c.id)]
    async with asyncio.TaskGroup() as group:
        asking = [group.create_task(_may_read(desk, asked.who, channel)) for channel in found]
    return [channel for channel, answer in zip(found, asking, strict=True) if answer.result()]


async def _may_read(desk: Desk, who: Asker, channel: Channel) -> bool:
    try:
        return await desk.access.may_read(who.person.id, channel)
    except LaterError:
        raise
    except RecapError:  # Recap is not there any more
        return False


def _called(channel: Channel, name: str) -> bool:
    """By its whole name, "Launch / Planning", or by the channel's own."""
    return name.casefold() in (channel.name.casefold(), channel.name.rpartition(" / ")[2].casefold())
