"""A chatMessage of Graph as ours. https://learn.microsoft.com/graph/api/resources/chatmessage"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from adapters.teams.markup import Mention, plain
from adapters.teams.wire import moment
from adapters.text import readable
from core.models import Message, Person, Reaction

QUOTES = ("messageReference", "forwardedMessageReference")


def message(it: Mapping[str, Any], thread: str | None = None, people: Mapping[str, Person] = {}) -> Message | None:
    """None of what nobody wrote, and of what was deleted. `thread` is the root where the message is in one.

    `people` go before the names that the message gives, by id. Errors: `KeyError` and its kin where it is not as Graph
    writes it.
    """
    if it["messageType"] != "message" or it.get("deletedDateTime"):
        return None
    attachments = it.get("attachments") or ()
    quoted = {a["id"]: said for a in attachments if a.get("contentType") in QUOTES and (said := _quoted(a))}
    body = it.get("body") or {}
    original = readable(body.get("content") or "")
    mentions = {str(m["id"]): _mention(m) for m in it.get("mentions") or ()}
    html = body.get("contentType") != "text"
    text = plain(original, mentions, {id: said for id, (_, said) in quoted.items()}) if html else original
    root = it.get("replyToId") or (thread if thread != it["id"] else None)
    return Message(
        it["id"],
        _author(it.get("from") or {}, people),
        "\n".join(filter(None, (it.get("subject"), text))),
        moment(it["createdDateTime"]),
        root,
        root or next((id for id, _ in quoted.values() if id), None),
        _reactions(it.get("reactions") or ()),
        original if original != text else None,
        moment(it["lastEditedDateTime"]) if it.get("lastEditedDateTime") else None,
        tuple(readable(a.get("name") or "file") for a in attachments if a.get("contentType") not in QUOTES),
        it.get("webUrl"),
    )


def _author(sender: Mapping[str, Any], people: Mapping[str, Person]) -> Person:
    if user := sender.get("user"):
        return people.get(user["id"]) or Person(user["id"], readable(user.get("displayName") or user["id"]))
    machine = sender.get("application") or sender.get("device")
    if machine:
        return Person(machine["id"], readable(machine.get("displayName") or machine["id"]), bot=True)
    return Person("", "unknown")


def _mention(mention: Mapping[str, Any]) -> Mention:
    named = mention.get("mentioned") or {}
    place = named.get("conversation") or {}
    who = named.get("user") or named.get("application") or named.get("tag") or place
    sign = "#" if place.get("conversationIdentityType") == "channel" else "@"
    name = who.get("displayName") or mention.get("mentionText") or ""
    return Mention(str(who.get("id") or mention["id"]), name, sign)


def _quoted(attachment: Mapping[str, Any]) -> tuple[str, str] | None:
    """(id of the message quoted, its author and words), None where the attachment does not say."""
    try:
        content = json.loads(attachment.get("content") or "")
        sender = content.get("messageSender") or content.get("originalMessageSender") or {}
        name = (sender.get("user") or sender.get("application") or {}).get("displayName")
    except (ValueError, AttributeError, RecursionError):
        return None
    said = content.get("messagePreview") or plain(content.get("originalMessageContent") or "")
    return content.get("messageId") or "", f"{name}: {said}" if name else said


def _reactions(reactions: Sequence[Mapping[str, Any]]) -> tuple[Reaction, ...]:
    """Graph lists one entry a person; a custom emoji has its name beside the type."""
    names = ((r.get("displayName") if r["reactionType"] == "custom" else None) or r["reactionType"] for r in reactions)
    return tuple(Reaction(name, count) for name, count in Counter(names).items())
