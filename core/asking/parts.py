"""All parts of one answer at once: from the cache where they are known, else asked; each ends on its own."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from core import caching
from core.asking import prompts
from core.asking.kept import PartAnswer, from_json, to_json
from core.asking.part import UNENDED, Asking, PartAsker, TooManyFailed
from core.asking.readers import Said
from core.asking.talks import Talk
from core.checking import Failed
from core.chunks import Part
from core.errors import LaterError, RecapError
from core.models import Channel, Message
from core.ports import Cache, Cached

UNTANGLED_MAX = 1_000  # messages asked about at once: more would take longer than the model writes


class _Unfinished(LaterError):
    """The answer about a part is not whole: nothing to keep."""


@dataclass(frozen=True, slots=True)
class KeptIn:
    """Where answers about parts are kept. `key` is what all parts of a request have in common.

    `fresh`: what is kept is not read, but replaced.
    """

    cache: Cache
    channel: Channel
    key: tuple[object, ...]
    now: Callable[[], datetime]
    random: Callable[[], float]
    fresh: bool = False

    def name(self, part: Part) -> str:
        return caching.key(*self.key, part.messages)

    async def knows(self, part: Part) -> bool:
        """Whether the answer about a part is kept."""
        return await self.cache.get(self.channel, self.name(part)) is not None


@dataclass(slots=True)
class Parts:
    """`asking` is made when the first part is asked about; `said` is called with each statement that may be read.
    `untangle` finds a part's conversations while the model is awaited, where not too much is asked at once.

    `answers` stand in the order of `parts`, also after `stop`.
    """

    parts: Sequence[Part]
    asking: Callable[[], Awaitable[Asking]]
    said: Said
    untangle: Callable[[Sequence[Message]], Awaitable[tuple[Talk, ...]]]
    kept_in: KeptIn | None = None
    broken: bool = False
    _askers: dict[int, PartAsker] = field(default_factory=dict)
    _known: dict[int, PartAnswer] = field(default_factory=dict)
    _failed: dict[int, str] = field(default_factory=dict)
    _talks: dict[int, tuple[Talk, ...]] = field(default_factory=dict)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _untangles: bool = False
    _group: asyncio.TaskGroup = field(default_factory=asyncio.TaskGroup)
    _why: str = "the model was too late"
    _stopped: bool = False

    async def ask(self) -> None:
        try:
            keys, found = await self._found()
        except RecapError as error:
            self._failed = dict.fromkeys(range(len(self.parts)), str(error))
            return
        if self._stopped:
            return
        asked = sum(len(part.messages) for part, key in zip(self.parts, keys, strict=True) if key not in found)
        self._untangles = asked <= UNTANGLED_MAX
        async with asyncio.TaskGroup() as self._group:
            for place, key in enumerate(keys):
                self._started(self._part(place, key, found.get(key)))

    def stop(self, why: str) -> None:
        """Nothing more is asked; what was shown stands."""
        self._why, self._stopped = why, True
        for task in self._tasks:
            task.cancel()

    @property
    def answers(self) -> list[PartAnswer]:
        return [self._answer(place) for place in range(len(self.parts))]

    @property
    def failed(self) -> tuple[Failed, ...]:
        return tuple(failed for _, asker in sorted(self._askers.items()) for failed in asker.failed)

    @property
    def cached(self) -> list[PartAnswer]:
        return list(self._known.values())

    @property
    def cost(self) -> float:
        """In US dollars; what the cache gave cost nothing."""
        return sum(asker.bill.cost for asker in self._askers.values())

    def _answer(self, place: int) -> PartAnswer:
        if place in self._known:
            return self._known[place]
        if place in self._askers:
            answer = replace(self._askers[place].answer, talks=self._talks.get(place, ()))
            return replace(answer, broken_off=self._why) if answer.broken_off == UNENDED else answer
        return PartAnswer(broken_off=self._failed.get(place, self._why))

    def _started(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        self._tasks.append(task := self._group.create_task(work))
        return task

    async def _found(self) -> tuple[Sequence[str], Mapping[str, Cached]]:
        """The key of each part in the cache, and what is kept of them."""
        if self.kept_in is None:
            return [""] * len(self.parts), {}
        keys = [self.kept_in.name(part) for part in self.parts]
        return keys, await self.kept_in.cache.found(self.kept_in.channel, keys)

    async def _part(self, place: int, key: str, found: Cached | None) -> None:
        try:
            text, hit = await self._cached(place, key, found) if self.kept_in else (await self._made(place), False)
        except _Unfinished:
            return
        except TooManyFailed as error:
            self.broken = True
            self.stop(str(error))
            return
        except RecapError as error:
            self._failed[place] = str(error)
            return
        if hit:
            self._known[place] = from_json(text)
            for kept in self._known[place].kept:
                await self.said(kept.statement)

    async def _cached(self, place: int, key: str, found: Cached | None) -> tuple[str, bool]:
        assert self.kept_in
        k, make, ids = self.kept_in, partial(self._made, place), self.parts[place].ids
        return await caching.cached(k.cache, k.channel, key, found, make, ids, k.now, k.random, k.fresh)

    async def _made(self, place: int) -> str:
        asking, ids = await self.asking(), self.parts[place].ids
        leaving = asking.leaving
        prompt = prompts.part(leaving.numbered, ids, leaving.request, asking.version, asking.reused)
        asker = PartAsker(asking, prompt, ids)
        self._askers[place] = asker
        untangling = self._started(self._untangle(place, asker.begun))
        await asker.ask()
        await untangling
        if asker.answer.broken_off or (asking.large and not asker.verified):
            raise _Unfinished
        return to_json(self._answer(place))

    async def _untangle(self, place: int, begun: asyncio.Event) -> None:
        """While the model writes on: nothing holds up the question, nor the first words."""
        await begun.wait()
        if self._untangles:
            self._talks[place] = await self.untangle(self.parts[place].messages)
