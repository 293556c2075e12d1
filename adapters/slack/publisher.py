"""Digests in Slack's channels: posted once however often it is tried, changed where they stand."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Iterator
from datetime import datetime, timedelta

from adapters.slack.digest_view import messages
from adapters.slack.inert import plain
from adapters.slack.linking import Roots, linked, threads
from adapters.slack.marks import POST, mark, marked
from adapters.slack.posting import Place
from adapters.slack.posting import place as stands
from adapters.slack.rich import Json
from adapters.slack.speaking import Speaking
from adapters.slack.workspace import Workspaces
from core.digests.post import DigestPost
from core.errors import LaterError, LimitError, OperatorError, RequestError
from core.models import Channel

POST_EVERY = timedelta(seconds=1)  # in one channel: https://docs.slack.dev/apis/web-api/rate-limits
NOTICE_MAX_CHARS = 300
CLOCKS_APART = timedelta(minutes=5)  # Slack's and ours; a key is of one digest and hour, whenever it was posted

log = logging.getLogger(__name__)

Sleep = Callable[[float], Awaitable[object]]


class SlackPublisher:
    """`Publisher`. Each message carries the digest's key and its own number, for apps only to see.

    What may stand there already is found by `find`, and completed by `change`: `publish` asks Slack for nothing, so
    that it is on time also where Slack shows an app its history once a minute.

    One for all workspaces of a process: it keeps Slack's pace in each channel. `sleep` waits for so many seconds.
    """

    def __init__(
        self, workspaces: Workspaces, roots: Roots, clock: Callable[[], datetime], sleep: Sleep = asyncio.sleep
    ) -> None:
        self._workspaces = workspaces
        self._roots = roots
        self._clock = clock
        self._sleep = sleep
        self.finds = True
        self._next: dict[tuple[str, str], datetime] = {}  # when a channel takes its next message

    async def publish(self, post: DigestPost) -> str:
        pages = await self._pages(post)
        root = await self._post(post, POST, pages[POST])
        try:
            for number, page in enumerate(pages[POST + 1 :], POST + 1):
                await self._post(post, number, page, root)
        except LimitError as limit:  # which says that nothing was posted, and the first message was
            raise LaterError(str(limit)) from limit
        except (RequestError, OperatorError) as error:  # the post itself stands
            log.warning("details of a digest could not be posted: %s", type(error).__name__)
        return _place(post.digest.destination, root)

    async def find(self, destination: Channel, key: str, since: datetime) -> str | None:
        root = (await self._marked(destination, key, since - CLOCKS_APART)).get(POST)
        return _place(destination, root) if root else None

    async def change(self, place: str, post: DigestPost) -> None:
        """Its details too: what lacks is added to the thread, what is over is taken away."""
        channel, (root,) = post.digest.destination, stands(place).messages
        speaking, pages = await self._speaking(channel), await self._pages(post)
        there = {POST: root} | await self._marked(channel, post.key, thread=root)
        for number, page in enumerate(pages):
            if number in there:
                await self._turn(channel)
                await speaking.change(channel.id, there[number], _notice(post), page, mark(post.key, number))
            else:
                await self._post(post, number, page, root)
        for number in sorted(there.keys() - set(range(len(pages)))):
            await speaking.remove(channel.id, there[number])

    async def _post(self, post: DigestPost, number: int, page: list[Json], thread: str | None = None) -> str:
        channel = post.digest.destination
        await self._turn(channel)
        speaking = await self._speaking(channel)
        posted = await speaking.post(channel.id, _notice(post), page, thread, mark(post.key, number))
        return str(posted["ts"])

    async def _marked(
        self, channel: Channel, key: str, since: datetime | None = None, thread: str | None = None
    ) -> dict[int, str]:
        workspace = await self._workspaces(channel.workspace)
        return await marked(workspace, channel.id, key, self._clock, since, thread)

    async def _pages(self, post: DigestPost) -> list[list[Json]]:
        workspace = await self._workspaces(post.digest.workspace)
        return messages(post, linked(workspace.address, await threads(_sources(post), self._roots)))

    async def _speaking(self, channel: Channel) -> Speaking:
        return Speaking(await self._workspaces(channel.workspace), self._clock, self._sleep)

    async def _turn(self, channel: Channel) -> None:
        """Waits until the channel takes one more message; who comes later waits longer."""
        key, now = (channel.workspace, channel.id), self._clock()
        self._next = {known: at for known, at in self._next.items() if at > now}
        at = self._next.get(key, now)
        self._next[key] = at + POST_EVERY
        await self._sleep((at - now).total_seconds())


def _notice(post: DigestPost) -> str:
    """What notifications show."""
    return plain(post.headline, NOTICE_MAX_CHARS)


def _place(channel: Channel, root: str) -> str:
    """Its details are in its own thread: they are found by their marks."""
    return str(Place(channel.id, root, (root,)))


def _sources(post: DigestPost) -> Iterator[tuple[Channel, Collection[str]]]:
    for section in post.sections:
        yield section.channel, {id for it in section.whole.statements() for id in it.sources}
        yield section.channel, {id for it in section.short.statements() for id in it.sources}
