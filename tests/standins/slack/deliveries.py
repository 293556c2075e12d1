"""Bringing events, commands and interactions to the app: waiting for its answer, trying again, going wrong on command.

https://docs.slack.dev/apis/events-api#retries: an event that is not acknowledged within 3 s is sent again almost at
once, after a minute and after five; commands and interactions are not, the person is told that the app did not respond.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from tests.standins import delivering
from tests.standins.slack.record import Record
from tests.standins.slack.state import Json

ACKNOWLEDGE_SECONDS = 3.0
RETRY_SECONDS = (0.0, 60.0, 300.0)
Fault = Literal["drop", "double", "lose_answer", "forge", "stale"]


class Unanswered(Exception):
    """Nobody acknowledged; the reason is Slack's word for it."""


@dataclass(slots=True)
class Delivery(delivering.Delivery):
    """One event, command or interaction; `answer` is what came with the acknowledgement."""

    @property
    def acknowledged(self) -> bool:
        return self.seconds is not None

    def described(self) -> Json:
        return {"acknowledged": self.acknowledged, "attempts": self.attempts, "answer": self.answer}


class Way(Protocol):
    """Brings one delivery once: answers what the app said, or raises Unanswered."""

    async def send(self, it: Delivery, reason: str | None, fault: str | None) -> Json | None: ...


class Deliveries(delivering.Delivering[Delivery]):
    """`counts` has given, acknowledged, lost, attempts."""

    def __init__(self, record: Record, retries: tuple[float, ...] = RETRY_SECONDS) -> None:
        super().__init__()
        self.record, self.retries = record, retries
        self.way: Way | None = None
        self._faults: list[Fault] = []

    def give(self, kind: str, payload: Json, then: Callable[[Delivery], None] | None = None) -> Delivery:
        return self._given(Delivery(kind, payload, then=then))

    def goes_wrong(self, fault: Fault, times: int = 1) -> None:
        """The next attempts are dropped on the way, delivered twice, not believed to be answered; over HTTP also
        signed with another secret (forge) or six minutes old (stale).
        """
        self._faults += [fault] * times

    async def _deliver(self, it: Delivery) -> None:
        for wait in (0.0, *(self.retries if it.kind == "events_api" else ())):
            if wait:
                await asyncio.sleep(wait)
            if await self._attempt(it):
                break
        else:
            self.counts["lost"] += 1
        self._ended(it)

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
