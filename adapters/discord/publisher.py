"""Digests in Discord's channels: posted once however often it is tried, changed where they stand.

https://docs.discord.com/developers/resources/message#create-message: a nonce that is enforced holds for minutes only,
so that the channel's own recent posts are looked through before a digest is posted again.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import discord

from adapters.discord.digest_view import messages
from adapters.discord.errors import explained
from adapters.discord.linked import Linked
from adapters.discord.posting import Place
from adapters.discord.posting import place as stands
from core.digests.post import DigestPost
from core.errors import LaterError, LimitError, RequestError
from core.models import Channel
from core.ports import MessageStore

POST = 0  # the number of the message in the channel; its details follow in the thread
NONCE_CHARS = 24  # of 25
LOOKED_THROUGH_MAX = 1_000
THREAD_NAME_MAX_CHARS = 100
UNREADABLE = "Recap cannot see what it posted there: give its role Read Message History"


class DiscordPublisher:
    """`Publisher`. The title of each message links to its channel with the digest's key and the message's number."""

    def __init__(self, client: discord.Client, store: MessageStore, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._store = store
        self._clock = clock
        self.finds = True

    async def publish(self, post: DigestPost) -> str:
        with explained(self._clock):
            pages = await self._pages(post)
            where = await self._destination(post.digest.destination)
            root = await self._send(where, post, POST, pages[POST])
        try:
            with explained(self._clock):
                await self._detail(root, post, pages)
        except LimitError as limit:  # which says that nothing was posted, and the first message was
            raise LaterError(str(limit)) from limit
        return str(Place(post.digest.destination.id, (str(root.id),)))

    async def find(self, destination: Channel, key: str, since: datetime) -> str | None:
        with explained(self._clock):
            where = await self._destination(destination)
            may = where.permissions_for(where.guild.me or await where.guild.fetch_member(self._own))
            if not may.read_message_history:
                raise RequestError(UNREADABLE)
            found = await self._marked(where, key, after=since)
        return str(Place(destination.id, (str(found[POST].id),))) if POST in found else None

    async def change(self, place: str, post: DigestPost) -> None:
        """Its details too: what lacks is added to the thread, what is over is taken away."""
        (message,) = stands(place).messages
        with explained(self._clock):
            pages = await self._pages(post)
            where = await self._destination(post.digest.destination)
            root = await where.fetch_message(int(message))
            await where.get_partial_message(root.id).edit(embed=pages[POST])
            await self._detail(root, post, pages)

    async def _detail(self, root: discord.Message, post: DigestPost, pages: list[discord.Embed]) -> None:
        thread = await self._thread(root, post, needed=len(pages) > 1)
        there = await self._marked(thread, post.key) if thread else {}
        for number, page in enumerate(pages[POST + 1 :], POST + 1):
            if number in there:
                await thread.get_partial_message(there[number].id).edit(embed=page)
            else:
                await self._send(thread or root.channel, post, number, page)
        for number in sorted(there.keys() - set(range(len(pages)))):
            await there[number].delete()

    async def _thread(self, root: discord.Message, post: DigestPost, needed: bool) -> Any:
        """That under the post; None where there is none and none can be, or none is needed."""
        if root.flags.has_thread or root.thread:
            return root.thread or await self._client.fetch_channel(root.id)
        if not needed or isinstance(root.channel, discord.Thread):
            return None
        try:
            return await root.create_thread(name=post.headline[:THREAD_NAME_MAX_CHARS])
        except discord.Forbidden:
            return None
        except discord.HTTPException as error:
            if error.code != 160004:  # a thread was begun from it already
                raise
            return await self._client.fetch_channel(root.id)

    async def _send(self, where: Any, post: DigestPost, number: int, page: discord.Embed) -> discord.Message:
        nonce = hashlib.sha256(f"{post.key}/{number}".encode()).hexdigest()[:NONCE_CHARS]
        sent: discord.Message = await where.send(embed=page, nonce=nonce)
        return sent

    async def _marked(self, where: Any, key: str, after: datetime | None = None) -> Mapping[int, discord.Message]:
        """Recap's messages of this digest, by number."""
        found: dict[int, discord.Message] = {}
        async for message in where.history(limit=LOOKED_THROUGH_MAX, after=after, oldest_first=False):
            mark = (message.embeds[0].url or "").rpartition("#")[2] if message.embeds else ""
            of, _, number = mark.rpartition(".")
            if message.author.id == self._own and of == _mark(key) and number.isdecimal():
                found.setdefault(int(number), message)
        return found

    async def _pages(self, post: DigestPost) -> list[discord.Embed]:
        pages = messages(post, await Linked.of(self._store, post.sources()))
        channel = post.digest.destination
        for number, page in enumerate(pages):
            page.title = page.title or "…"
            page.url = f"https://discord.com/channels/{channel.workspace}/{channel.id}#{_mark(post.key)}.{number}"
        return pages

    async def _destination(self, channel: Channel) -> Any:
        found = await self._client.fetch_channel(int(channel.id))
        if isinstance(found, discord.ForumChannel | discord.CategoryChannel):
            raise RequestError(f"#{channel.name} takes no messages: choose a text channel")
        return found

    @property
    def _own(self) -> int:
        return self._client.user.id if self._client.user else 0


def _mark(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:NONCE_CHARS]
