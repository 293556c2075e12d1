"""A message that grows while its answer is made."""

from time import monotonic

from adapters.slack.render import Links, streamed
from adapters.slack.speaking import Speaking
from core.errors import RecapError
from core.summary import Statement

SECONDS_APART = 0.7  # Slack takes about a hundred additions a minute
TEXT_MAX_CHARS = 11_000  # of 12,000 that one addition takes


class Stream:
    """`Reader`: begins the message with the first statement. `ts` is the message's, None before that."""

    def __init__(self, speaking: Speaking, channel: str, thread: str, person: str, link: Links) -> None:
        self.ts: str | None = None
        self._speaking = speaking
        self._where = channel, thread, person
        self._link = link
        self._text = ""
        self._said_at = 0.0
        self._open = False

    async def said(self, statement: Statement) -> None:
        """What Slack does not take now comes with the next one, or with the whole answer in the end."""
        self._text = (self._text + streamed(statement, self._link))[:TEXT_MAX_CHARS]
        if monotonic() - self._said_at < SECONDS_APART:
            return
        self._said_at, text = monotonic(), self._text
        try:
            await self._send(text)
        except RecapError:
            return
        self._text = ""

    async def _send(self, text: str) -> None:
        channel, thread, person = self._where
        if self.ts is None:
            self.ts = await self._speaking.stream(channel, thread, person, text)
            self._open = True
        else:
            await self._speaking.append(channel, self.ts, text)

    async def close(self) -> None:
        """It grows no more, and can be changed like any message."""
        if self.ts and self._open:
            self._open = False
            await self._speaking.stop(self._where[0], self.ts)

    async def withdraw(self) -> None:
        """Nothing of it stays."""
        await self.close()
        if self.ts:
            await self._speaking.remove(self._where[0], self.ts)
