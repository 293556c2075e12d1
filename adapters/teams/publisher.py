"""Digests in channels of Teams: posted once, changed where they stand."""

import hashlib
import json
from collections.abc import Awaitable, Callable, Collection, Iterator
from datetime import datetime, timedelta

from adapters.teams.digest_view import messages
from adapters.teams.errors import LOST, Again
from adapters.teams.graph import Graph
from adapters.teams.linking import Roots, linked, threads
from adapters.teams.posting import Place, put
from adapters.teams.posting import place as stands
from adapters.teams.said import Said
from adapters.teams.speaking import Speaking
from adapters.teams.wire import moment
from adapters.teams.workspace import Workspaces
from core.digests.post import DigestPost
from core.errors import LaterError, LimitError, OperatorError
from core.models import Channel

LATER = timedelta(minutes=1)  # after as many tries as `Speaking` makes


class TeamsPublisher:
    """`Publisher`. A digest is found by a line at its end, through Graph, where that may read the channel."""

    def __init__(
        self,
        workspaces: Workspaces,
        speaking: Callable[[str], Awaitable[Speaking]],
        graph: Graph,
        roots: Roots,
        clock: Callable[[], datetime],
    ) -> None:
        self._workspaces, self._speaking, self._graph, self._roots = workspaces, speaking, graph, roots
        self._clock = clock
        self.finds = True

    async def publish(self, post: DigestPost) -> str:
        channel, (first, *details) = post.digest.destination, await self._messages(post)
        speaking = await self._speaking(channel.workspace)
        root = await self._posted(speaking, channel.id, first)
        under = Place(channel.id, root if await self._threads(channel) else "")
        try:
            there = await put(speaking, under, details)
        except OperatorError as error:  # the post itself stands
            raise LaterError(str(error)) from error
        return str(under._replace(messages=(root, *there.messages)))

    async def _posted(self, speaking: Speaking, conversation: str, first: Said) -> str:
        """Errors: `LimitError` where it certainly does not stand there; other `LaterError`s where nobody can tell."""
        try:
            return await speaking.post_once(conversation, first)
        except Again as error:
            if error.status in LOST:
                raise
            raise LimitError(str(error), self._clock() + LATER) from error

    async def find(self, destination: Channel, key: str, since: datetime) -> str | None:
        """Errors also: `OperatorError` where Graph may not read the channel."""
        there = await self._workspaces(destination.workspace)
        path = ("teams", there.id, "channels", destination.id) if there.team else ("chats", destination.id)
        async for page in self._graph.pages(there.tenant, *path, "messages", **{"$top": "50"}):
            for it in page:
                if mark(key) in json.dumps(it.get("attachments") or []):
                    root = it["id"] if there.team else ""
                    return str(Place(destination.id, root, (it["id"],)))
            if page and max(moment(it["lastModifiedDateTime"]) for it in page) < since:
                return None
        return None

    async def change(self, place: str, post: DigestPost) -> None:
        """Its details too: what lacks is added to the thread, what is over is taken away."""
        at, shown = stands(place), await self._messages(post)
        await put(await self._speaking(post.digest.destination.workspace), at, shown)

    async def _messages(self, post: DigestPost) -> list[Said]:
        there = await self._workspaces(post.digest.workspace)
        links = linked(there.tenant, await threads(_sources(post), self._roots))
        return messages(post, links, mark(post.key))

    async def _threads(self, channel: Channel) -> bool:
        there = await self._workspaces(channel.workspace)
        return bool(there.team)


def mark(key: str) -> str:
    """Short, the same for the same digest and time, and nobody's words."""
    return f"recap {hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _sources(post: DigestPost) -> Iterator[tuple[Channel, Collection[str]]]:
    for section in post.sections:
        for summary in (section.whole, section.short):
            yield section.channel, {id for it in summary.statements() for id in it.sources}
