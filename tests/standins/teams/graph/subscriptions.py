"""Subscriptions to the messages of a channel or a chat.

https://learn.microsoft.com/graph/api/subscription-post-subscriptions,
https://learn.microsoft.com/graph/teams-changenotifications-chatmessage (a lifecycle address above an hour),
https://learn.microsoft.com/graph/change-notifications-overview (three days).
"""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.standins.teams.graph.method import GraphCall, GraphRefused, operation
from tests.standins.teams.graph.notifying import Subscription
from tests.standins.teams.state import CHANNEL_RSC, CHAT_RSC, Conversation, Json

MOST_SECONDS, WITHOUT_LIFECYCLE_SECONDS = 4320 * 60, 3600
CLIENT_STATE_MAX_CHARS = 128
_FIELDS = frozenset(
    "changeType notificationUrl lifecycleNotificationUrl resource expirationDateTime clientState includeResourceData"
    " encryptionCertificate encryptionCertificateId latestSupportedTlsVersion notificationUrlAppId".split()
)
_RESOURCE = re.compile(r"/?teams/([^/]+)/channels/([^/]+)/messages")
_CHAT = re.compile(r"/?chats/([^/]+)/messages")


@operation("POST", "/subscriptions")
async def create(call: GraphCall) -> tuple[int, Json]:
    """Made once both addresses have sent back the validation token, in plain text within 10 seconds."""
    place, until = _checked(call), _until(call, call.body)
    notifying = call.server.notifying
    if any(s.place is place for s in notifying.alive()):
        raise GraphRefused(403, "Forbidden", "Subscription limit reached: one for an app and a channel or chat")
    urls = [call.body["notificationUrl"], call.body.get("lifecycleNotificationUrl")]
    for url in dict.fromkeys(url for url in urls if url):
        if problem := await notifying.validated(url):
            raise GraphRefused(400, "ValidationError", f"Subscription validation request failed. {problem}")
    it = Subscription(call.state.guid(), place, call.tenant, until, dict(call.body))
    notifying.subscriptions[it.id] = it
    return 201, notifying.shape(it)


@operation("GET", "/subscriptions")
def all_of_the_app(call: GraphCall) -> tuple[int, Json]:
    alive = [call.server.notifying.shape(s) for s in call.server.notifying.alive() if s.tenant == call.tenant]
    return 200, {"value": alive}


@operation("GET", "/subscriptions/{id}")
def one(call: GraphCall) -> tuple[int, Json]:
    return 200, call.server.notifying.shape(_found(call))


@operation("PATCH", "/subscriptions/{id}")
def renew(call: GraphCall) -> tuple[int, Json]:
    it = _found(call)
    if call.body.keys() - {"expirationDateTime", "notificationUrl"}:
        raise GraphRefused(400, "BadRequest", "Only expirationDateTime and notificationUrl can be changed.")
    it.until = _until(call, it.asked | call.body)
    it.paused = False
    return 200, call.server.notifying.shape(it)


@operation("POST", "/subscriptions/{id}/reauthorize")
def reauthorize(call: GraphCall) -> tuple[int, None]:
    _found(call).paused = False
    return 200, None


@operation("DELETE", "/subscriptions/{id}")
def delete(call: GraphCall) -> tuple[int, None]:
    del call.server.notifying.subscriptions[_found(call).id]
    return 204, None


def _found(call: GraphCall) -> Subscription:
    found = {s.id: s for s in call.server.notifying.alive()}.get(call.path["id"])
    if not found or found.tenant != call.tenant:
        raise GraphRefused(404, "ResourceNotFound", "The object was not found.")
    return found


def _checked(call: GraphCall) -> Conversation:
    """What is subscribed to, where the body is right."""
    body = call.body
    needed = ("changeType", "notificationUrl", "resource", "expirationDateTime", "clientState")
    wrong = [f"{name} is required" for name in needed if not body.get(name)]
    wrong += [f"{name} is unknown" for name in sorted(body.keys() - _FIELDS)]
    kinds = str(body.get("changeType", "")).split(",")
    if not set(kinds) <= {"created", "updated", "deleted"} or len(set(kinds)) < len(kinds):
        wrong.append("changeType is created, updated, deleted")
    if len(str(body.get("clientState", ""))) > CLIENT_STATE_MAX_CHARS:
        wrong.append("clientState is longer than 128")
    if body.get("includeResourceData"):
        wrong.append("resource data needs a certificate, which is not stood in for")
    for name in ("notificationUrl", "lifecycleNotificationUrl"):
        if not _address(body.get(name, "https://")):
            wrong.append(f"{name} must use https, or loopback here")
    if wrong:
        raise GraphRefused(400, "InvalidRequest", "; ".join(wrong))
    return _resource(call, str(body["resource"]))


def _resource(call: GraphCall, resource: str) -> Conversation:
    if found := _RESOURCE.fullmatch(resource):
        return replace(call, path={"team": found[1], "channel": found[2]}).channel(CHANNEL_RSC)
    if found := _CHAT.fullmatch(resource):
        return replace(call, path={"chat": found[1]}).chat(CHAT_RSC)
    raise GraphRefused(400, "InvalidRequest", f"Resource '{resource}' is not one that is stood in for.")


def _until(call: GraphCall, body: Json) -> float:
    """Seconds; refused where it is over, too far, or above an hour without a lifecycle address."""
    try:
        moment = datetime.fromisoformat(str(body.get("expirationDateTime")))
        if moment.tzinfo is None:
            raise ValueError("no zone")
    except ValueError as error:
        raise GraphRefused(400, "InvalidRequest", "expirationDateTime is no date and time with its zone") from error
    ahead = moment.timestamp() - call.state.now()
    if ahead <= 0:
        raise GraphRefused(400, "InvalidRequest", "Subscription expiration must be in the future")
    if ahead > MOST_SECONDS:
        raise GraphRefused(400, "ExtensionError", "Subscription expiration can only be 4320 minutes in the future.")
    if ahead > WITHOUT_LIFECYCLE_SECONDS and not body.get("lifecycleNotificationUrl"):
        said = (
            "lifecycleNotificationUrl is a required property for subscription creation on this resource when the"
            " expirationDateTime value is set to greater than 1 hour."
        )
        raise GraphRefused(400, "InvalidRequest", said)
    return moment.timestamp()


def _address(url: Any) -> bool:
    return str(url).startswith(("https://", "http://127.0.0.1:", "http://localhost:"))
