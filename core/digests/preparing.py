"""Conversations that have fallen silent are summarized before the hour, at half the price."""

import logging
from collections.abc import Callable, Collection, Hashable
from datetime import datetime, timedelta

from core.answering.ahead import Ahead
from core.answering.reading import transcript
from core.digests.channel import asked, untold
from core.digests.digest import Digest
from core.digests.run import Standing, since
from core.digests.sources import Sources
from core.errors import RecapError
from core.models import Channel, Window
from core.ports.digests import Runs

# Most batches are answered within the hour. What is said in the last two is asked about when the digest is due.
SILENT = timedelta(hours=2)
BEFORE = timedelta(hours=5)
AGAIN = timedelta(hours=2)  # so three looks, each at what fell silent since the last

log = logging.getLogger(__name__)


class Preparing:
    """Ticked every minute or so, in any number of processes."""

    def __init__(
        self, ahead: Ahead, runs: Runs, sources: Sources, platforms: Collection[str], clock: Callable[[], datetime]
    ) -> None:
        self._ahead, self._runs, self._sources = ahead, runs, sources
        self._platforms, self._clock = platforms, clock

    async def tick(self) -> None:
        """Keeps what has been answered, and hands in what can be. Errors: `StorageError`."""
        await self._ahead.collect(self._platforms)
        now, looked_at = self._clock(), set[Hashable]()
        for digest, standing in await self._runs.ahead(self._platforms, now, now + BEFORE, now + AGAIN):
            for channel in digest.channels:
                try:
                    await self._hand_in(digest, standing, channel, now, looked_at)
                except RecapError as error:  # an ordinary request does the work at the hour
                    log.warning("a channel was not summarized ahead: %s", type(error).__name__)

    async def _hand_in(
        self, digest: Digest, standing: Standing, channel: Channel, now: datetime, looked_at: set[Hashable]
    ) -> None:
        """`looked_at`: what several digests tell is read once."""
        settings = await self._sources.settings.get(channel.platform, channel.workspace)
        window = Window(since(channel, digest, standing), now)
        question = asked(digest, channel, await untold(self._sources, digest, channel, window), settings)
        same = channel.platform, channel.workspace, channel.id, question.window, question.request
        if same in looked_at:
            return
        looked_at.add(same)
        messages = await transcript(question, self._sources.store, settings.consent)
        if messages.messages:
            await self._ahead.submit(messages, question.request, silent_since=now - SILENT)
