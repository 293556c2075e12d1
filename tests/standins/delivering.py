"""What a platform brings to an app: given by people, sent at once or held back, answered or given up."""

import asyncio
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, Self, TypeVar

from tests.standins.under_way import UnderWay


@dataclass(slots=True)
class Delivery:
    """`answer` is what the app said, after `seconds`; `reasons` are why an attempt failed, in the platform's words;
    `then` hears of it in the end.
    """

    kind: str
    payload: dict[str, Any]
    attempts: int = 0
    reasons: list[str] = field(default_factory=list)
    answer: Any = None
    seconds: float | None = None
    done: asyncio.Event = field(default_factory=asyncio.Event)
    then: Callable[[Self], None] | None = None

    async def answered(self) -> Self:
        """Waits until it is answered or given up."""
        await self.done.wait()
        return self


D = TypeVar("D", bound=Delivery)


class Delivering(UnderWay, ABC, Generic[D]):
    """`all` keeps every delivery, `keep=False` only counts them; `slowest` is the longest wait for an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.keep = True
        self.all: list[D] = []
        self.counts: Counter[str] = Counter()
        self.slowest = 0.0
        self._held: list[D] | None = None

    def hold(self) -> None:
        """Nothing is sent until `release`."""
        self._held = []

    def release(self, backwards: bool = False) -> None:
        held, self._held = self._held or [], None
        for it in reversed(held) if backwards else held:
            self._begin(self._deliver(it))

    def _given(self, it: D) -> D:
        self.counts["given"] += 1
        if self.keep:
            self.all.append(it)
        if self._held is not None:
            self._held.append(it)
        else:
            self._begin(self._deliver(it))
        return it

    def _ended(self, it: D) -> None:
        if it.then:
            it.then(it)
        it.done.set()

    @abstractmethod
    async def _deliver(self, it: D) -> None: ...
