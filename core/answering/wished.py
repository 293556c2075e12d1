"""From what somebody wished for in words, and where, to the question: the same on every platform."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from core import replies
from core.answering.question import Question
from core.audit import AuditEntry
from core.errors import NotFound, RequestError
from core.models import Channel, Person
from core.ports import Arrivals, Window
from core.ports.settings import SettingsStore
from core.summary import SummaryRequest
from core.words import AT_MOST, InChannel, MessageAt, Named, Wish, window

ASKED_WITHIN = timedelta(days=30)  # how far "since I last asked" looks back

# The name of the person with this id, as the platform tells it.
Naming = Callable[[str], Awaitable[str]]


class AuditLog(Protocol):
    async def entries(self, window: Window = Window(), workspace: str | None = None) -> Sequence[AuditEntry]: ...


@dataclass(frozen=True, slots=True)
class Where:
    """`channel` is the one it was asked in, None in direct messages; `thread` the root of the thread there.

    `before` is when it was asked by a message in the channel, which is not part of what is meant.
    """

    platform: str
    workspace: str
    channel: Channel | None
    thread: str | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is needed to know what somebody means."""

    messages: Arrivals
    settings: SettingsStore
    audit: AuditLog
    clock: Callable[[], datetime]

    async def question(
        self, person: Person, language: str | None, wish: Wish, where: Where, naming: Naming
    ) -> Question:
        """`language` is the person's own. Whether they may read it is not asked here.

        Errors: `RequestError` where no channel is meant, `NotFound` where nobody knows the one that is named.
        """
        channel = await self._channel(wish, where)
        in_thread = where.thread if channel == where.channel and not (wish.channel or wish.messages) else None
        request = await self._request(wish, person, language, channel)
        asked = Question(person, channel, author=await _author(wish.author, naming), request=request)
        if len(wish.messages) == 2:
            first, last = wish.messages
            return replace(asked, first=first.id, last=last.id)
        if wish.messages:
            in_thread = await self.root(channel, wish.messages[0])
        meant = wish.window or Window() if in_thread else await self._window(channel, person, wish, where.before)
        meant = replace(meant, until=meant.until or where.before)
        return replace(asked, thread_id=in_thread, window=meant, newest=wish.newest)

    async def request(
        self, channel: Channel, language: str | None, wanted: SummaryRequest = SummaryRequest()
    ) -> SummaryRequest:
        """In the workspace's language where it has one, else in the asker's: where no words say another."""
        settings = await self.settings.get(channel.platform, channel.workspace)
        return replace(wanted, language=settings.language or language)

    async def root(self, channel: Channel, message: MessageAt) -> str:
        """The root of the thread that a message is in: itself where it is in none, or is not known."""
        if message.thread_id:
            return message.thread_id
        for place, found in await self.messages.find(message.id):
            if (place.platform, place.workspace, place.id) == (channel.platform, channel.workspace, channel.id):
                return found.thread_id or found.id
        return message.id

    async def place(self, named: InChannel, where: Where) -> Channel:
        """A channel that is named, with the name that is stored. Errors: `NotFound` where nobody knows its name."""
        for channel in await self.messages.channels():
            here = (channel.platform, channel.workspace) == (where.platform, where.workspace)
            if here and (channel.id == named.id if named.id else channel.name.casefold() == named.name.casefold()):
                return channel
        if not named.id:
            raise NotFound(replies.no_channel(named.name))
        return Channel(where.platform, where.workspace, named.id, named.name)

    async def listed(self, named: InChannel | None, here: bool, where: Where) -> Channel | None:
        """The channel of which a list is wanted; None: of all of them. Errors: as `place`; `RequestError`."""
        if named:
            return await self.place(named, where)
        if here and where.channel is None:
            raise RequestError(replies.WHICH_CHANNEL_HERE)
        return where.channel if here else None

    async def _channel(self, wish: Wish, where: Where) -> Channel:
        """The one that is linked or named, else the one it was asked in. What another is called stays unsaid."""
        here = where.channel
        if wish.messages:
            id = wish.messages[0].channel_id
            return here if here and here.id == id else Channel(where.platform, where.workspace, id, "")
        if wish.channel and wish.channel.id:
            return Channel(where.platform, where.workspace, wish.channel.id, wish.channel.name)
        if wish.channel:
            return await self.place(wish.channel, where)
        if here is None:
            raise RequestError(replies.WHICH_CHANNEL)
        return here

    async def _request(self, wish: Wish, person: Person, language: str | None, channel: Channel) -> SummaryRequest:
        wanted = wish.request if wish.request.language else await self.request(channel, language, wish.request)
        if not wish.mine:
            return wanted
        about = f"what mentions {person.name}"
        return replace(wanted, focus=f"{about}, then {wanted.focus}" if wanted.focus else about)

    async def _window(self, channel: Channel, person: Person, wish: Wish, before: datetime | None) -> Window:
        active = await self._active(channel, person, before)
        asked = await self._asked(channel, person) if wish.since == "asked" else None
        return window(wish, self.clock(), active, asked)

    async def _active(self, channel: Channel, person: Person, before: datetime | None) -> datetime | None:
        """When they were last active, but for the message by which they ask."""
        if before is None:
            return await self.messages.last_active(channel, person.id)
        day = Window(before - AT_MOST, before)
        own = [m.sent_at async for m in self.messages.read(channel, day) if m.author.id == person.id and m.sent_at]
        return max(own, default=None)

    async def _asked(self, channel: Channel, person: Person) -> datetime | None:
        with suppress(NotFound):  # nothing is known of a workspace in which nobody ever wrote or asked
            entries = await self.audit.entries(Window(since=self.clock() - ASKED_WITHIN), channel.workspace)
            own = [e.at for e in entries if e.who and e.who.id == person.id and e.channel.id == channel.id]
            return max(own, default=None)
        return None


async def _author(author: Named | None, naming: Naming) -> str | None:
    if author and author.id:
        return await naming(author.id)
    return author.name if author else None
