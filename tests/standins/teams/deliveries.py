"""Bringing activities to the bot: signed, waiting for its answer, going wrong on command.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events and
…/messaging-extensions/how-to/action-commands/respond-to-task-module-submit: 15 s for a bot, 5 s for a message
extension.
"""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import aiohttp

from tests.standins.teams.answers import answer_errors
from tests.standins.teams.keys import LIFETIME_SECONDS, SIGNER, TOKEN_FAULTS, TokenFault, token
from tests.standins.teams.record import Record
from tests.standins.teams.state import Json, State

ANSWER_SECONDS = 15.0
EXTENSION_SECONDS = 5.0
AT_ONCE = 100
Fault = TokenFault | Literal["drop", "double"]


@dataclass(slots=True)
class Delivery:
    """One activity. `kind` is its type, or the name of an invoke; `status` is what the bot answered (0: nothing in
    time), `answer` the body, `wrong` what is not as Teams documents it; `then` hears of it in the end.
    """

    kind: str
    payload: Json
    attempts: int = 0
    status: int = 0
    answer: Any = None
    reasons: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float | None = None
    done: asyncio.Event = field(default_factory=asyncio.Event)
    then: Callable[["Delivery"], None] | None = None

    @property
    def acknowledged(self) -> bool:
        return 200 <= self.status < 300 and not self.wrong

    async def answered(self) -> "Delivery":
        """Waits until it is answered or given up."""
        await self.done.wait()
        return self


class Deliveries:
    """`all` keeps every delivery, `keep=False` only counts them. `counts` has given, acknowledged, refused, lost,
    wrong.

    `url` is the bot's address for messages; nothing is sent while there is none.
    """

    def __init__(self, state: State, record: Record) -> None:
        self.state, self.record, self.keep = state, record, True
        self.url, self.service_url = "", ""
        self.all: list[Delivery] = []
        self.counts: Counter[str] = Counter()
        self.slowest = 0.0
        self.seconds: list[float] = []
        self._faults: list[Fault] = []
        self._held: list[Delivery] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self.signer = SIGNER
        self._signed = ("", ("", ""), 0.0)

    def give(self, payload: Json, then: Callable[[Delivery], None] | None = None) -> Delivery:
        it = Delivery(payload.get("name") or payload["type"], payload, then=then)
        self.counts["given"] += 1
        if self.keep:
            self.all.append(it)
        if self._held is not None:
            self._held.append(it)
        else:
            self._start(it)
        return it

    def goes_wrong(self, fault: Fault, times: int = 1) -> None:
        """The next activities are dropped on the way, delivered twice, or have a token that is wrong in one way."""
        if fault not in (*TOKEN_FAULTS, "drop", "double"):
            raise ValueError(f"{fault} is none of {', '.join(TOKEN_FAULTS)}, drop, double")
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
        if self._session:
            await self._session.close()

    def _start(self, it: Delivery) -> None:
        task = asyncio.get_running_loop().create_task(self._deliver(it))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, it: Delivery) -> None:
        fault = self._faults.pop(0) if self._faults else None
        for _ in range(2 if fault == "double" else 1):
            await self._attempt(it, fault)
        if it.then:
            it.then(it)
        self.counts[_outcome(it)] += 1
        it.done.set()

    async def _attempt(self, it: Delivery, fault: Fault | None) -> None:
        it.attempts += 1
        started = time.monotonic()
        try:
            if fault == "drop" or not self.url:
                raise TimeoutError
            async with asyncio.timeout(_patience(it.kind)):
                await self._post(it, fault if fault in TOKEN_FAULTS else None)
        except TimeoutError:
            it.reasons.append("timeout")
        except aiohttp.ClientError:
            it.reasons.append("connection_failed")
        it.seconds = time.monotonic() - started
        self.slowest = max(self.slowest, it.seconds)
        if len(self.seconds) < 100_000:
            self.seconds.append(it.seconds)
        self.record.delivery(it.kind, it.payload, it.attempts, _outcome(it), it.status, it.answer)

    async def _post(self, it: Delivery, fault: TokenFault | None) -> None:
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Microsoft-SkypeBotApi (Stand-in)"}
        if fault != "no_token":
            headers["Authorization"] = f"Bearer {self._token(fault)}"
        if not self._session:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE))
        async with self._session.post(self.url, data=json.dumps(it.payload), headers=headers) as got:
            text = await got.text()
            it.status, it.answer = got.status, _body(text)
        if it.payload["type"] == "invoke" and 200 <= it.status < 300:
            it.wrong = answer_errors(it.kind, it.status, it.answer)

    def _token(self, fault: TokenFault | None) -> str:
        """A right one serves until half its life is over, as the connector's do."""
        now, by = self.state.now(), (self.service_url, self.signer)
        if fault:
            return token(now, self.service_url, fault, self.signer)
        if self._signed[1] != by or now > self._signed[2]:
            self._signed = token(now, self.service_url, None, self.signer), by, now + LIFETIME_SECONDS / 2
        return self._signed[0]


def _patience(kind: str) -> float:
    return EXTENSION_SECONDS if kind.startswith("composeExtension/") else ANSWER_SECONDS


def _outcome(it: Delivery) -> str:
    if not it.status:
        return "lost"
    return "acknowledged" if it.acknowledged else "wrong" if it.wrong else "refused"


def _body(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text
