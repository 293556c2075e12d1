"""From what somebody wished for, and where, to the question."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from adapters.slack.asker import Asker
from adapters.slack.workspace import SlackWorkspace
from bots.slack.asking.desk import Desk
from core import replies
from core.answering import Question
from core.errors import NotFound, RequestError
from core.models import Channel, Person
from core.ports import Window
from core.summary import SummaryRequest
from core.words import AT_MOST, MessageAt, Wish, window

ASKED_WITHIN = timedelta(days=30)  # how far "since I last asked" looks back


async def question(
    desk: Desk,
    workspace: SlackWorkspace,
    asker: Asker,
    wish: Wish,
    here: Channel | None,
    thread: str | None = None,
    before: datetime | None = None,
) -> Question:
    """`here` is the channel it was asked in, None in direct messages; `thread` the root of the thread there.

    `before` is when it was asked by a message in the channel, which is not part of what is meant.

    Whether the asker may read it is not asked here. Errors: `RequestError` where no channel is meant.
    """
    channel = await _channel(desk, workspace, wish, here)
    in_thread = thread if channel == here and not (wish.channel or wish.messages) else None
    asked = Question(
        asker.person, channel, author=await _author(workspace, wish), request=await _request(desk, wish, asker, channel)
    )
    if len(wish.messages) == 2:
        first, last = wish.messages
        return replace(asked, first=first.id, last=last.id)
    if wish.messages:
        in_thread = await root(desk, channel, wish.messages[0])
    meant = wish.window or Window() if in_thread else await _window(desk, channel, asker.person, wish, before)
    meant = replace(meant, until=meant.until or before)
    return replace(asked, thread_id=in_thread, window=meant, newest=wish.newest)


async def request(
    desk: Desk, asker: Asker, channel: Channel, wanted: SummaryRequest = SummaryRequest()
) -> SummaryRequest:
    """In the workspace's language where it has one, else in the asker's: where no words say another."""
    settings = await desk.settings.get(channel.platform, channel.workspace)
    return replace(wanted, language=settings.language or asker.language)


async def root(desk: Desk, channel: Channel, message: MessageAt) -> str:
    """The root of the thread that a message is in: itself where it is in none, or is not known."""
    if message.thread_id:
        return message.thread_id
    for place, found in await desk.messages.find(message.id):
        if (place.workspace, place.id) == (channel.workspace, channel.id):
            return found.thread_id or found.id
    return message.id


async def _channel(desk: Desk, workspace: SlackWorkspace, wish: Wish, here: Channel | None) -> Channel:
    """The one that is linked or named, else the one it was asked in. What another is called stays unsaid."""
    if wish.messages:
        id = wish.messages[0].channel_id
        return here if here and here.id == id else Channel("slack", workspace.id, id, "")
    if wish.channel and wish.channel.id:
        return Channel("slack", workspace.id, wish.channel.id, wish.channel.name)
    if wish.channel:
        wanted = wish.channel.name.casefold()
        for channel in await desk.messages.channels():
            if (channel.platform, channel.workspace) == ("slack", workspace.id) and channel.name.casefold() == wanted:
                return channel
        raise NotFound(replies.no_channel(wish.channel.name))
    if here is None:
        raise RequestError(replies.WHICH_CHANNEL)
    return here


async def _author(workspace: SlackWorkspace, wish: Wish) -> str | None:
    if wish.author and wish.author.id:
        return (await workspace.people.named([wish.author.id]))[wish.author.id].name
    return wish.author.name if wish.author else None


async def _request(desk: Desk, wish: Wish, asker: Asker, channel: Channel) -> SummaryRequest:
    wanted = wish.request if wish.request.language else await request(desk, asker, channel, wish.request)
    if not wish.mine:
        return wanted
    about = f"what mentions {asker.person.name}"
    return replace(wanted, focus=f"{about}, then {wanted.focus}" if wanted.focus else about)


async def _window(desk: Desk, channel: Channel, person: Person, wish: Wish, before: datetime | None) -> Window:
    active = await _active(desk, channel, person, before)
    asked = await _asked(desk, channel, person) if wish.since == "asked" else None
    return window(wish, desk.clock(), active, asked)


async def _active(desk: Desk, channel: Channel, person: Person, before: datetime | None) -> datetime | None:
    """When they were last active, but for the message by which they ask."""
    if before is None:
        return await desk.messages.last_active(channel, person.id)
    day = Window(before - AT_MOST, before)
    own = [m.sent_at async for m in desk.messages.read(channel, day) if m.author.id == person.id and m.sent_at]
    return max(own, default=None)


async def _asked(desk: Desk, channel: Channel, person: Person) -> datetime | None:
    with suppress(NotFound):  # nothing is known of a workspace in which nobody ever wrote or asked
        entries = await desk.audit.entries(Window(since=desk.clock() - ASKED_WITHIN), channel.workspace)
        own = [e.at for e in entries if e.who and e.who.id == person.id and e.channel.id == channel.id]
        return max(own, default=None)
    return None
