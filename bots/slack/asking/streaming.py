"""A message that grows while its answer is made."""

from collections.abc import Awaitable, Callable
from time import monotonic

from adapters.slack.posting import Place, put
from adapters.slack.render import Links, streamed
from adapters.slack.speaking import Speaking
from bots.slack.asking.shown import Shown
from core.errors import RecapError
from core.summary import Statement, Summary

SECONDS_APART = 0.7  # Slack takes about a hundred additions a minute
TEXT_MAX_CHARS = 11_000  # of 12,000 that one addition takes


class Stream:
    """`EarlyReader`: begins the message with the first statement. `place` has what is shown so far.

    A preliminary answer stands until the whole one replaces it: Slack lets no message grow that was not begun so.
    """

    def __init__(
        self,
        speaking: Speaking,
        channel: str,
        thread: str,
        person: str,
        link: Links,
        shown: Callable[[Summary], Awaitable[Shown]],
    ) -> None:
        self.place = Place(channel, thread)
        self._speaking = speaking
        self._person = person
        self._link, self._shown = link, shown
        self._text = ""
        self._said_at = 0.0
        self._open = False

    async def said(self, statement: Statement) -> None:
        """What Slack does not take now comes with the next one, or with the whole answer in the end."""
        if self.place.messages and not self._open:
            return
        self._text = (self._text + streamed(statement, self._link))[:TEXT_MAX_CHARS]
        if monotonic() - self._said_at < SECONDS_APART:
            return
        self._said_at, text = monotonic(), self._text
        try:
            await self._send(text)
        except RecapError:
            return
        self._text = ""

    async def preliminary(self, summary: Summary) -> None:
        """Where Slack does not take it now the reader goes on waiting."""
        try:
            early = await self._shown(summary)
            self.place = await put(self._speaking, self.place, early.text, early.pages)
        except RecapError:
            return

    async def _send(self, text: str) -> None:
        channel, thread, messages = self.place
        if not messages:
            ts = await self._speaking.stream(channel, thread, self._person, text)
            self.place, self._open = self.place._replace(messages=(ts,)), True
        else:
            await self._speaking.append(channel, messages[0], text)

    async def close(self) -> None:
        """It grows no more, and can be changed like any message."""
        if self._open:
            self._open = False
            await self._speaking.stop(self.place.channel, self.place.messages[0])

    async def withdraw(self) -> None:
        """Nothing of it stays."""
        await self.close()
        for message in self.place.messages:
            await self._speaking.remove(self.place.channel, message)
