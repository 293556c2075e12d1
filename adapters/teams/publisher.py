"""Digests in channels of Teams: posted once, changed where they stand."""

import hashlib
import json
import logging
import re
from collections.abc import Awaitable, Callable, Collection, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from adapters.teams.digest_view import messages
from adapters.teams.errors import LOST, Again
from adapters.teams.graph import Graph
from adapters.teams.linking import Roots, linked, threads
from adapters.teams.posting import Place, put
from adapters.teams.posting import place as stands
from adapters.teams.said import Said
from adapters.teams.speaking import Speaking
from adapters.teams.wire import moment, said_at
from adapters.teams.workspace import Workspaces
from core.digests.post import DigestPost
from core.errors import LaterError, LimitError, OperatorError
from core.models import Channel

LATER = timedelta(minutes=1)  # after as many tries as `Speaking` makes
POST = 0  # the number of the message that stands in the channel; the others are its details

log = logging.getLogger(__name__)


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
        at = Place(channel.id, root if await self._in_team(channel) else "", (root,))
        for page in details:
            try:
                there = await put(speaking, at._replace(messages=()), [page], once=True)
            except (LaterError, OperatorError) as error:  # the post itself stands
                if await self._can_find(post):
                    raise LaterError(str(error)) from error
                log.warning("a part of a digest may be missing: %s", type(error).__name__)
            else:
                at = at._replace(messages=(*at.messages, *there.messages))
        return str(at)

    async def _can_find(self, post: DigestPost) -> bool:
        """Whether what stands there can be completed later; else a part too few is better than one twice."""
        try:
            await self.find(post.digest.destination, post.key, self._clock())
        except OperatorError:
            return False
        except LaterError:
            return True
        return True

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
        found = await self._marked(destination, key, since)
        if POST not in found:
            return None
        thread = found[POST] if await self._in_team(destination) else ""
        return str(await self._whole(Place(destination.id, thread, (found[POST],)), destination, key))

    async def change(self, place: str, post: DigestPost) -> None:
        """Its details too: what lacks is added to the thread, what is over is taken away."""
        channel, shown, at = post.digest.destination, await self._messages(post), stands(place)
        with suppress(OperatorError):  # Graph may not read there: what is known to stand is all there is to go by
            at = await self._whole(at, channel, post.key)
        await put(await self._speaking(channel.workspace), at, shown, once=True)

    async def _whole(self, at: Place, destination: Channel, key: str) -> Place:
        """With all of its messages: also those of which Teams' acknowledgement was lost."""
        root = at.messages[POST]
        found = {POST: root} | await self._marked(destination, key, said_at(root), at.thread)
        return at._replace(messages=tuple(found[number] for number in sorted(found)))

    async def _marked(self, destination: Channel, key: str, since: datetime, thread: str = "") -> dict[int, str]:
        """The messages of a digest (ids) by their number: in the channel or chat, or in this thread of the channel."""
        there, found = await self._workspaces(destination.workspace), dict[int, str]()
        ours = re.compile(rf"\b{mark(key)}(?: (\d+))?\b")
        path = ("teams", there.id, "channels", destination.id) if there.team else ("chats", destination.id)
        under = (thread, "replies") if thread else ()
        async for page in self._graph.pages(there.tenant, *path, "messages", *under, **{"$top": "50"}):
            for it in page:
                if marked := ours.search(json.dumps(it.get("attachments") or [])):
                    found[int(marked[1] or POST)] = it["id"]
            if page and max(moment(it["lastModifiedDateTime"]) for it in page) < since:
                break
        return found

    async def _messages(self, post: DigestPost) -> list[Said]:
        there = await self._workspaces(post.digest.workspace)
        links = linked(there.tenant, await threads(_sources(post), self._roots))
        return messages(post, links, partial(mark, post.key))

    async def _in_team(self, channel: Channel) -> bool:
        there = await self._workspaces(channel.workspace)
        return bool(there.team)


def mark(key: str, number: int = POST) -> str:
    """Short, the same for the same digest, time and message of it, and nobody's words."""
    own = hashlib.sha256(key.encode()).hexdigest()[:12]
    return f"recap {own}" if number == POST else f"recap {own} {number}"


def _sources(post: DigestPost) -> Iterator[tuple[Channel, Collection[str]]]:
    for section in post.sections:
        for summary in (section.whole, section.short):
            yield section.channel, {id for it in summary.statements() for id in it.sources}
