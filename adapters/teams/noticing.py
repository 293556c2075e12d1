"""Reactions to people's messages: Graph tells of changed messages, and who reacted is read from them.

https://learn.microsoft.com/graph/teams-changenotifications-chatmessage,
https://learn.microsoft.com/graph/change-notifications-delivery-webhooks
"""

import hashlib
import hmac
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from adapters.teams.graph import Graph
from adapters.teams.wire import moment
from adapters.teams.workspace import TeamsWorkspace
from core.errors import OperatorError, RecapError
from core.models import Channel

LASTS = timedelta(hours=48)  # of the three days that Graph allows
RENEWED_BEFORE = timedelta(hours=24)  # a day of nobody running Recap loses nothing
_RESOURCE = re.compile(r"/?teams\('([^']+)'\)/channels\('([^']+)'\)/messages\('([^']+)'\)(?:/replies\('([^']+)'\))?")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Changed:
    """A message that is not as it was; `root` is that of its thread, itself where it is none's reply."""

    channel: Channel
    root: str
    message: str


@dataclass(frozen=True, slots=True)
class Reacting:
    """Who (id) has which emoji on a message, since when."""

    person: str
    name: str
    emoji: str
    at: datetime


class Noticing:
    """Subscriptions of the app, one for a channel. What Graph knows of them is the truth: nothing is kept here.

    `secret` signs what a notification must repeat, so that nobody else can write one.
    """

    def __init__(self, graph: Graph, address: str, secret: str, clock: Callable[[], datetime]) -> None:
        self._graph, self._address, self._secret, self._clock = graph, address, secret.encode(), clock

    async def watch(self, workspace: TeamsWorkspace, channels: Sequence[Channel]) -> None:
        """Each channel has a subscription that lasts, afterwards. One that Graph refuses keeps no other from it."""
        there = {it["resource"].strip("/"): it async for it in self._subscriptions(workspace.tenant)}
        for channel in channels:
            known = there.get(_resource(channel))
            try:
                if known is None:
                    await self._subscribe(workspace.tenant, channel)
                elif moment(known["expirationDateTime"]) - self._clock() < RENEWED_BEFORE:
                    await self.renew(workspace.tenant, known["id"])
            except RecapError as error:
                log.warning("reactions of a channel are not noticed: %s", type(error).__name__)

    async def renew(self, tenant: str, subscription: str) -> None:
        url, until = self._graph.address("subscriptions", subscription), self._until()
        await self._graph.ask("PATCH", tenant, url, {"expirationDateTime": until})

    def genuine(self, notification: Mapping[str, Any]) -> Changed | None:
        """The message that it names; None where it is not one of ours, or of no message."""
        found = _RESOURCE.fullmatch(str(notification.get("resource")))
        if not found:
            return None
        group, id, root, reply = found.groups()
        channel = Channel("teams", group, id, "")
        if not hmac.compare_digest(str(notification.get("clientState")).encode(), self._state(channel).encode()):
            return None
        return Changed(channel, root, reply or root)

    def ours(self, notification: Mapping[str, Any], channels: Sequence[Channel]) -> bool:
        """Whether a word about a subscription is about one of these channels'."""
        given = str(notification.get("clientState")).encode()
        return any(hmac.compare_digest(given, self._state(channel).encode()) for channel in channels)

    async def reactions(self, tenant: str, changed: Changed) -> list[Reacting]:
        """As they are now. Errors: those of `adapters.teams.graph`."""
        path = ["teams", changed.channel.workspace, "channels", changed.channel.id, "messages", changed.root]
        path += ["replies", changed.message] if changed.message != changed.root else []
        return list(_reacting(await self._graph.get(tenant, *path)))

    async def _subscriptions(self, tenant: str) -> Any:
        async for page in self._graph.pages(tenant, "subscriptions"):
            for it in page:
                yield it

    async def _subscribe(self, tenant: str, channel: Channel) -> None:
        body = {
            "changeType": "updated",
            "notificationUrl": self._address,
            "lifecycleNotificationUrl": self._address,
            "resource": _resource(channel),
            "expirationDateTime": self._until(),
            "clientState": self._state(channel),
        }
        try:
            await self._graph.ask("POST", tenant, self._graph.address("subscriptions"), body)
        except OperatorError as error:
            log.warning("a channel cannot be watched for reactions: %s", type(error).__name__)

    def _until(self) -> str:
        return (self._clock() + LASTS).isoformat()

    def _state(self, channel: Channel) -> str:
        return hmac.new(self._secret, f"recap {channel.workspace} {channel.id}".encode(), hashlib.sha256).hexdigest()


def _resource(channel: Channel) -> str:
    return f"teams/{channel.workspace}/channels/{channel.id}/messages"


def _reacting(message: Mapping[str, Any]) -> Iterator[Reacting]:
    for it in message.get("reactions") or ():
        user = (it.get("user") or {}).get("user") or {}
        if user.get("id"):
            name = str(user.get("displayName") or user["id"])
            yield Reacting(str(user["id"]), name, str(it["reactionType"]), moment(it["createdDateTime"]))
