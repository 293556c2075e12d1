"""Bringing events, commands and interactions to the app: waiting for its answer, trying again, going wrong on command.

https://docs.slack.dev/apis/events-api#retries: an event that is not acknowledged within 3 s is sent again almost at
once, after a minute and after five; commands and interactions are not, the person is told that the app did not respond.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from tests.standins.slack.record import Record
from tests.standins.slack.state import Json

ACKNOWLEDGE_SECONDS = 3.0
RETRY_SECONDS = (0.0, 60.0, 300.0)
Fault = Literal["drop", "double", "lose_answer", "forge", "stale"]


class Unanswered(Exception):
    """Nobody acknowledged; the reason is Slack's word for it."""


@dataclass(slots=True)
class Delivery:
    """One event, command or interaction. `answer` is what came with the acknowledgement; `seconds` how long it took;
    `then` hears of it in the end.
    """

    kind: str
    payload: Json
    attempts: int = 0
    reasons: list[str] = field(default_factory=list)
    answer: Json | None = None
    seconds: float | None = None
    done: asyncio.Event = field(default_factory=asyncio.Event)
    then: Callable[["Delivery"], None] | None = None

    @property
    def acknowledged(self) -> bool:
        return self.seconds is not None

    async def answered(self) -> "Delivery":
        """Waits until it is acknowledged or given up."""
        await self.done.wait()
        return self


class Way(Protocol):
    """Brings one delivery once: answers what the app said, or raises Unanswered."""

    async def send(self, it: Delivery, reason: str | None, fault: str | None) -> Json | None: ...


class Deliveries:
    """`all` keeps every delivery, `keep=False` only counts them. `counts` has given, acknowledged, lost, attempts."""

    def __init__(self, record: Record, retries: tuple[float, ...] = RETRY_SECONDS) -> None:
        self.record, self.retries, self.keep = record, retries, True
        self.way: Way | None = None
        self.all: list[Delivery] = []
        self.counts: Counter[str] = Counter()
        self.slowest = 0.0
        self._faults: list[Fault] = []
        self._held: list[Delivery] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def give(self, kind: str, payload: Json, then: Callable[[Delivery], None] | None = None) -> Delivery:
        it = Delivery(kind, payload, then=then)
        self.counts["given"] += 1
        if self.keep:
            self.all.append(it)
        if self._held is not None:
            self._held.append(it)
        else:
            self._start(it)
        return it

    def goes_wrong(self, fault: Fault, times: int = 1) -> None:
        """The next attempts are dropped on the way, delivered twice, not believed to be answered; over HTTP also
        signed with another secret (forge) or six minutes old (stale).
        """
        self._faults += [fault] * times

    def hold(self) -> None:
        """Nothing is sent until `release`."""
        self._held = []

    def release(self, backwards: bool = False) -> None:
        held, self._held = self._held or [], None
        for it in reversed(held) if backwards else held:
            self._start(it)

    async def settled(self) -> None:
        """Waits until nothing is under way; what is given meanwhile counts too."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, it: Delivery) -> None:
        task = asyncio.get_running_loop().create_task(self._deliver(it))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, it: Delivery) -> None:
        for wait in (0.0, *(self.retries if it.kind == "events_api" else ())):
            if wait:
                await asyncio.sleep(wait)
            if await self._attempt(it):
                break
        else:
            self.counts["lost"] += 1
        if it.then:
            it.then(it)
        it.done.set()

    async def _attempt(self, it: Delivery) -> bool:
        fault = self._faults.pop(0) if self._faults else None
        reason, started = (it.reasons[-1] if it.reasons else None), time.monotonic()
        it.attempts += 1
        self.counts["attempts"] += 1
        try:
            answer = await self._sent(it, reason, fault)
        except Unanswered as error:
            it.reasons.append(str(error))
            self.record.delivery(it.kind, it.payload, it.attempts, str(error), None)
            return False
        it.answer, it.seconds = answer, time.monotonic() - started
        self.slowest = max(self.slowest, it.seconds)
        self.counts["acknowledged"] += 1
        self.record.delivery(it.kind, it.payload, it.attempts, "acknowledged", answer)
        return True

    async def _sent(self, it: Delivery, reason: str | None, fault: Fault | None) -> Json | None:
        if not self.way or fault == "drop":
            raise Unanswered("http_timeout")
        answer = await self.way.send(it, reason, fault)
        if fault == "double":
            it.attempts += 1
            await self.way.send(it, "http_timeout", None)
        if fault == "lose_answer":
            raise Unanswered("http_timeout")
        return answer
