"""Bringing activities to the bot: signed, waiting for its answer, going wrong on command.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events and
…/messaging-extensions/how-to/action-commands/respond-to-task-module-submit: 15 s for a bot, 5 s for a message
extension.
"""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import aiohttp

from tests.standins import delivering
from tests.standins.teams.answers import answer_errors
from tests.standins.teams.keys import LIFETIME_SECONDS, SIGNER, TOKEN_FAULTS, TokenFault, token
from tests.standins.teams.record import Record
from tests.standins.teams.state import Json, State

ANSWER_SECONDS = 15.0
EXTENSION_SECONDS = 5.0
AT_ONCE = 100
Fault = TokenFault | Literal["drop", "double"]


@dataclass(slots=True)
class Delivery(delivering.Delivery):
    """One activity. `kind` is its type, or the name of an invoke; `status` is what the bot answered (0: nothing in
    time), `answer` the body, `wrong` what is not as Teams documents it.
    """

    status: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def acknowledged(self) -> bool:
        return 200 <= self.status < 300 and not self.wrong

    def described(self) -> Json:
        fields = ("kind", "attempts", "status", "answer", "reasons", "wrong", "seconds", "acknowledged")
        return {field: getattr(self, field) for field in fields}


class Deliveries(delivering.Delivering[Delivery]):
    """`counts` has given, acknowledged, refused, lost, wrong.

    `url` is the bot's address for messages; nothing is sent while there is none.
    """

    def __init__(self, state: State, record: Record) -> None:
        super().__init__()
        self.state, self.record = state, record
        self.url, self.service_url = "", ""
        self.seconds: list[float] = []
        self._faults: list[Fault] = []
        self._session: aiohttp.ClientSession | None = None
        self.signer = SIGNER
        self._signed = ("", ("", ""), 0.0)

    def give(self, payload: Json, then: Callable[[Delivery], None] | None = None) -> Delivery:
        return self._given(Delivery(payload.get("name") or payload["type"], payload, then=then))

    def goes_wrong(self, fault: Fault, times: int = 1) -> None:
        """The next activities are dropped on the way, delivered twice, or have a token that is wrong in one way."""
        if fault not in (*TOKEN_FAULTS, "drop", "double"):
            raise ValueError(f"{fault} is none of {', '.join(TOKEN_FAULTS)}, drop, double")
        self._faults += [fault] * times

    async def close(self) -> None:
        await super().close()
        if self._session:
            await self._session.close()

    async def _deliver(self, it: Delivery) -> None:
        fault = self._faults.pop(0) if self._faults else None
        for _ in range(2 if fault == "double" else 1):
            await self._attempt(it, fault)
        self.counts[_outcome(it)] += 1
        self._ended(it)

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
