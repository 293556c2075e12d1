"""A message that grows while its answer is made, by Teams' rules.

One-to-one chats only, text that grows from its prefix, numbered steps about a second apart, two minutes at most:
https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from time import monotonic

from adapters.teams.errors import StreamEnded, Unreachable
from adapters.teams.render import Links, streamed
from adapters.teams.said import Said
from adapters.teams.speaking import Speaking
from core.errors import RecapError
from core.summary import Statement, Summary

SECONDS_APART = 1.1
ASKED_EVERY = 2  # steps in which nothing is new: who presses Stop is known by the next one only
SECONDS_MAX = 110.0  # of two minutes: the end must be in time too
TEXT_MAX_BYTES = 40_000


class Stream:
    """`EarlyReader`. `early` are the messages of a preliminary answer, `stopped` is called once when the reader
    presses Stop.
    """

    def __init__(
        self,
        speaking: Speaking,
        chat: str,
        link: Links,
        early: Callable[[Summary], Sequence[Said]],
        stopped: Callable[[], object],
    ) -> None:
        self._speaking, self._chat, self._link, self._stopped = speaking, chat, link, stopped
        self._early = early
        self._id: str | None = None  # None where nothing is being streamed
        self._ended_as: str | None = None  # the message that a preliminary answer stands in
        self._sequence = 0
        self._notice = self._text = self._shown = ""
        self._at = 0.0
        self._over = asyncio.Event()
        self._growing: asyncio.Task[None] | None = None

    async def begin(self, notice: str) -> None:
        """What is being read. Where the chat streams another answer already, this one comes when it is whole."""
        self._notice = notice
        await self._grow()

    @asynccontextmanager
    async def growing(self) -> AsyncIterator[None]:
        """Inside the block it grows, until it is ended."""
        self._growing = asyncio.create_task(self._grow_on())
        try:
            yield
        finally:
            await self._close()

    async def said(self, statement: Statement) -> None:
        """Shown with the next step; what does not fit comes with the whole answer in the end."""
        text = self._text + streamed(statement, self._link)
        if len(text.encode()) <= TEXT_MAX_BYTES:
            self._text = text

    async def preliminary(self, summary: Summary) -> None:
        """The stream ends with it: the whole answer replaces it. Where Teams does not take it the reader waits on."""
        said = self._early(summary)
        if len(said) > 1:
            return
        await self._close()
        if self._id is None:
            return
        id, self._id = self._id, None
        try:
            await self._finish(id, said[0])
        except StreamEnded as ended:
            if ended.stopped:
                self._stopped()
        except RecapError:
            return
        else:
            self._ended_as = id

    async def end(self, last: Said) -> str | None:
        """The whole answer, in the place of what was streamed: its id, None where it is still to be posted."""
        await self._close()
        if self._ended_as is not None:
            await self._speaking.change(self._chat, self._ended_as, last)
            return self._ended_as
        if self._id is None:
            return None
        id, self._id = self._id, None
        try:
            if not self._shown:
                await self._finish(id, last)
                return id
            await self._finish(id, Said(self._shown, summary=last.summary, by_ai=True, rated=True))
        except StreamEnded as ended:
            return id if ended.stopped else None
        await self._speaking.change(self._chat, id, last)
        return id

    async def _finish(self, id: str, last: Said) -> None:
        await asyncio.sleep(max(0.0, self._at + SECONDS_APART - monotonic()))
        await self._speaking.finish(self._chat, id, last)

    async def _close(self) -> None:
        self._over.set()
        if self._growing:
            await self._growing

    async def _grow_on(self) -> None:
        began, quiet = monotonic(), 0
        while self._id and not await self._ended() and monotonic() - began < SECONDS_MAX:
            quiet = quiet + 1 if self._text == self._shown else 0
            if quiet % ASKED_EVERY == 0:
                await self._grow()

    async def _ended(self) -> bool:
        """Waits until the next step is allowed."""
        with suppress(TimeoutError):
            async with asyncio.timeout(SECONDS_APART):
                await self._over.wait()
        return self._over.is_set()

    async def _grow(self) -> None:
        text, kind = (self._text, "streaming") if self._text else (self._notice, "informative")
        try:
            id = await self._speaking.grow(self._chat, text, kind, self._sequence + 1, self._id)
        except StreamEnded as ended:
            if ended.stopped:
                self._id = None
                self._stopped()
            return
        except Unreachable:
            raise
        except RecapError:
            return
        self._id, self._at = id, monotonic()
        self._sequence += 1
        self._shown = self._text and text
