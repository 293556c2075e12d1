"""Telling subscribers what changed: a message said, edited, reacted to, deleted.

https://learn.microsoft.com/graph/change-notifications-delivery-webhooks: validation within 10 s, an answer within
3 s, tried again otherwise; https://learn.microsoft.com/graph/change-notifications-lifecycle-events.
"""

import asyncio
import secrets
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

import aiohttp

from tests.standins.teams.record import Record
from tests.standins.teams.state import APP_ID, Conversation, Json, Message, State
from tests.standins.under_way import UnderWay

VALIDATE_SECONDS, ANSWER_SECONDS = 10.0, 3.0
Lifecycle = Literal["reauthorizationRequired", "subscriptionRemoved", "missed"]
Fault = Literal["wrong_client_state", "unknown_subscription", "double", "drop"]


@dataclass(slots=True)
class Subscription:
    id: str
    place: Conversation
    tenant: str
    until: float
    asked: Json
    paused: bool = False


class Notifying(UnderWay):
    """`retries` are the seconds before each further attempt of a notification that nobody took."""

    def __init__(self, state: State, record: Record, retries: tuple[float, ...] = (1.0, 5.0)) -> None:
        super().__init__()
        self.state, self.record, self.retries = state, record, retries
        self.subscriptions: dict[str, Subscription] = {}
        self.delivered: list[tuple[Json, int]] = []
        self._faults: list[Fault] = []
        self._session: aiohttp.ClientSession | None = None

    def alive(self) -> list[Subscription]:
        """Those that have not expired; the others are forgotten."""
        for it in [s for s in self.subscriptions.values() if s.until <= self.state.now()]:
            del self.subscriptions[it.id]
        return list(self.subscriptions.values())

    def shape(self, it: Subscription) -> Json:
        """As it was asked for, with what Graph adds; the certificate and the secret come back as they are."""
        return it.asked | {
            "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#subscriptions/$entity",
            "id": it.id,
            "applicationId": APP_ID,
            "creatorId": APP_ID,
            "expirationDateTime": self.state.time(it.until),
        }

    def watch(self, change: str, message: Message) -> None:
        """The world's watcher."""
        for it in self.alive():
            if it.place.id == message.conversation and change in it.asked["changeType"].split(",") and not it.paused:
                self._start(it, it.asked["notificationUrl"], self._change(it, change, message))

    def notifies_wrongly(self, fault: Fault, times: int = 1) -> None:
        """The next notifications name another secret or no subscription of ours, come twice, or do not come."""
        self._faults += [fault] * times

    def lifecycle(self, event: Lifecycle, subscription: str | None = None) -> None:
        """Tells of one subscription, or of all. What is to be reauthorized pauses until it is; what is removed ends."""
        for it in self.alive():
            if subscription not in (None, it.id) or not it.asked.get("lifecycleNotificationUrl"):
                continue
            body = self._about(it) | {"lifecycleEvent": event}
            it.paused = event == "reauthorizationRequired"
            if event == "subscriptionRemoved":
                del self.subscriptions[it.id]
            self._start(it, it.asked["lifecycleNotificationUrl"], body)

    async def validated(self, url: str) -> str:
        """What is wrong with the answer to the validation; empty where nothing is."""
        token = f"Validation: Testing client application reachability {secrets.token_hex(8)} <&+>"
        address = f"{url}{'&' if '?' in url else '?'}validationToken={quote(token, safe='')}"
        try:
            async with (
                asyncio.timeout(VALIDATE_SECONDS),
                self._client().post(address, headers={"Content-Type": "text/plain; charset=utf-8"}) as got,
            ):
                right = (got.status, got.content_type, await got.text()) == (200, "text/plain", token)
                said = "" if right else f"The answer was {got.status} {got.content_type}, not the token in plain text."
        except (TimeoutError, aiohttp.ClientError) as error:
            said = f"No answer: {type(error).__name__}."
        self.record.delivery("validation", {"url": url}, 1, said or "validated", 0, None)
        return said

    async def close(self) -> None:
        await super().close()
        if self._session:
            await self._session.close()

    def _about(self, it: Subscription) -> Json:
        ids = {"subscriptionId": it.id, "subscriptionExpirationDateTime": self.state.time(it.until)}
        return ids | {"tenantId": it.tenant, "clientState": it.asked["clientState"]}

    def _change(self, it: Subscription, change: str, message: Message) -> Json:
        name = resource(it.place, message)
        data = {"id": message.id, "@odata.type": "#Microsoft.Graph.chatMessage", "@odata.id": name}
        return self._about(it) | {"changeType": change, "resource": name, "resourceData": data}

    def _start(self, it: Subscription, url: str, one: Json) -> None:
        fault = self._faults.pop(0) if self._faults else None
        if fault == "drop":
            return
        if fault == "wrong_client_state":
            one = one | {"clientState": "somebody-elses"}
        if fault == "unknown_subscription":
            one = one | {"subscriptionId": self.state.guid()}
        for _ in range(2 if fault == "double" else 1):
            self._begin(self._deliver(url, {"value": [one]}))

    async def _deliver(self, url: str, body: Json) -> None:
        for attempt, wait in enumerate((0.0, *self.retries), 1):
            await asyncio.sleep(wait)
            status = await self._posted(url, body)
            self.record.delivery(
                "notification", body, attempt, "taken" if 200 <= status < 300 else "not taken", status, 0
            )
            self.delivered.append((body, status))
            if 200 <= status < 300:
                return

    async def _posted(self, url: str, body: Json) -> int:
        try:
            async with asyncio.timeout(ANSWER_SECONDS), self._client().post(url, json=body) as got:
                return got.status
        except (TimeoutError, aiohttp.ClientError):
            return 0

    def _client(self) -> aiohttp.ClientSession:
        if not self._session:
            self._session = aiohttp.ClientSession()
        return self._session


def resource(place: Conversation, message: Message) -> str:
    """A message's name in Graph: a reply is under its thread's first message."""
    if not place.team:
        return f"chats('{place.id}')/messages('{message.id}')"
    root = f"teams('{place.team.group}')/channels('{place.id}')/messages('{message.thread}')"
    return f"{root}/replies('{message.id}')" if message.root else root
