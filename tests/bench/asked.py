"""Minutes as a bot has them, over a database with stored and examined messages and a stand-in in its own process."""

import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

import adapters.claude.model
from bots import interpreter, wiring
from bots.cli.local import PREFIX, LocalAccess
from bots.cli.telling import OnStandardError
from bots.settings import Settings
from core.answering import Minutes
from core.models import Channel, Message, Person
from core.ports import Call, Ended, Prompt
from core.redaction import examining
from core.redaction.people import members
from core.redaction.policy import Policy
from core.summary import Statement, Summary
from tests.standins.processes import started

CHANNEL = Channel("slack", "T1", "C1", "general")
ASKER = Person(f"{PREFIX}bench", "Bench")
_KEY = "test-key"


@dataclass
class Waits:
    """What the model was asked, and when it was waited for: pairs of seconds of `time.perf_counter`."""

    prompts: list[Prompt] = field(default_factory=list)
    spans: list[tuple[float, float]] = field(default_factory=list)

    def clear(self) -> None:
        self.prompts.clear()
        self.spans.clear()

    def seconds(self) -> float:
        """In which at least one answer was waited for."""
        total, until = 0.0, 0.0
        for start, end in sorted(self.spans):
            total += max(0.0, end - max(start, until))
            until = max(until, end)
        return total


class Times:
    """A reader that notes the seconds until it could read something."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self.checked: float | None = None
        self.preliminarily: float | None = None

    async def said(self, statement: Statement) -> None:
        self.checked = self.checked or self.since()

    async def preliminary(self, summary: Summary) -> None:
        self.preliminarily = self.since()

    def since(self) -> float:
        return time.perf_counter() - self._began


@dataclass(frozen=True, slots=True)
class Room:
    minutes: Minutes
    stores: wiring.Stores
    settings: Settings
    waits: Waits

    async def store(self, channel: Channel, messages: Sequence[Message]) -> None:
        """And examine them, as the worker does."""
        async with self.stores.messages.importing() as importing:
            await importing.add(channel, messages)
        authors = await self.stores.messages.authors(channel.platform, channel.workspace)
        async with wiring.detector(self.settings) as detector:
            await examining.examine(self.stores.messages, detector, Policy().with_people(members(authors)), channel)


@asynccontextmanager
async def room(pace: str) -> AsyncIterator[Room]:
    waits = Waits()
    with tempfile.TemporaryDirectory() as folder, _watched(waits):
        async with started("claude", "--pace", pace) as url:
            settings = Settings(Path(folder) / "recap.sqlite3", anthropic_api_key=(_KEY,), anthropic_url=url)
            async with (
                wiring.stores(settings) as stores,
                wiring.minutes(settings, stores, LocalAccess(), OnStandardError(), limited=False) as minutes,
            ):
                interpreter.tune()  # as `recap run` does
                yield Room(minutes, stores, settings, waits)


@contextmanager
def _watched(waits: Waits) -> Iterator[None]:
    """The real adapter, with a clock at each of its answers."""

    class Watched(adapters.claude.model.Claude):
        async def ask(self, prompt: Prompt, call: Call) -> AsyncIterator[str | Ended]:  # type: ignore[override]
            waits.prompts.append(prompt)
            pieces = super().ask(prompt, call)
            try:
                while True:
                    began = time.perf_counter()
                    piece = await anext(pieces, None)
                    waits.spans.append((began, time.perf_counter()))
                    if piece is None:
                        return
                    yield piece
            finally:
                await pieces.aclose()

    with patch.object(adapters.claude.model, "Claude", Watched):
        yield
