"""A summary where others than its requester's screen keep it: posted, changed, and taken down."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Any, NamedTuple

import discord

from adapters.discord.errors import explained
from adapters.discord.linked import Links, looked_up
from adapters.discord.render import pages
from adapters.discord.whispers import Whisper, Whispers
from core.errors import NotFound, RequestError
from core.ports import MessageStore, Post


class Place(NamedTuple):
    """Messages of one answer, in order, in a channel, a thread or direct messages."""

    channel: str
    messages: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "/".join((self.channel, ",".join(self.messages)))


def place(text: str) -> Place:
    """Of the text that `str` gave."""
    channel, messages = text.split("/")
    return Place(channel, tuple(filter(None, messages.split(","))))


async def put(
    client: discord.Client, at: Place, shown: Sequence[discord.Embed], content: str = "", view: Any = None
) -> Place:
    """Shows these pages in the messages of the place: changes what there is, adds what lacks, removes what is over.

    `content` stands above the first, the buttons of `view` under the last. Errors: discord.py's.
    """
    where = client.get_partial_messageable(int(at.channel))
    messages: list[str] = []
    for number, page in enumerate(shown):
        last = number == len(shown) - 1
        buttons, text = view if last else None, content if number == 0 else ""
        if number < len(at.messages):
            there = where.get_partial_message(int(at.messages[number]))
            await there.edit(content=text, embed=page, view=buttons)
            messages.append(at.messages[number])
        else:
            more = {"view": buttons} if buttons else {}
            posted = await where.send(text or None, embed=page, **more)
            messages.append(str(posted.id))
    for over in at.messages[len(shown) :]:
        await where.get_partial_message(int(over)).delete()
    return at._replace(messages=tuple(messages))


async def brought_up_to_date(
    client: discord.Client, whispers: Whispers, store: MessageStore, post: Post, clock: Callable[[], datetime]
) -> None:
    """Shows what a post says now, without what was deleted; titles, footers and buttons stay.

    What one person sees in a channel can be changed for a quarter of an hour: after that it stays until Discord
    reloads. Errors: those of `adapters.discord.errors`.
    """
    at, where = place(post.place), client.get_partial_messageable(int(place(post.place).channel))
    there = [whispers.message(id) or where.get_partial_message(int(id)) for id in at.messages]
    shown: list[discord.Embed | None] = []
    if post.summary:
        link = Links(post.channel, None, await looked_up(store, post.channel, post.summary.sources))
        found = pages(post.summary, post.channel, link, UTC)
        shown = framed(found, [await _embed(message, clock) for message in there])
    for message, page in zip_longest(there, shown):
        with suppress(NotFound), explained(clock):  # it is gone already, or out of reach
            await (message.edit(embed=page) if page else message.delete())


async def _embed(message: discord.PartialMessage | Whisper, clock: Callable[[], datetime]) -> discord.Embed | None:
    """What stands there; None also where it may not be read: what was deleted does not stay for a footer's sake."""
    try:
        with explained(clock):
            return next(iter((await message.fetch()).embeds), None)
    except (NotFound, RequestError):
        return None


def framed(found: Sequence[discord.Embed], before: Sequence[discord.Embed | None]) -> list[discord.Embed | None]:
    """For each message its page, None where it goes: the last has the buttons. A list under the answer stays."""
    there = [(n, it) for n, it in enumerate(before) if it]
    own = next((n for n, it in there[1:] if it.title), len(before))
    found = found[:own]  # an answer that was cut is cut still
    if there:
        found[0].title = there[0][1].title
    if own and (last := before[own - 1]):
        found[-1].set_footer(text=last.footer.text)
    lacking = [None] * (own - len(found))
    return [*found[:-1], *lacking, found[-1], *before[own:]]
