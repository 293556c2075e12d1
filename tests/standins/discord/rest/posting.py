"""Creating, changing and deleting messages. https://docs.discord.com/developers/resources/message"""

from typing import Any

from tests.standins.discord import content, mentions, messages, permissions
from tests.standins.discord.refusals import Form, Refused
from tests.standins.discord.rest.route import Call, archived, route
from tests.standins.discord.state import (
    ANNOUNCEMENT,
    APP_ID,
    COMPONENTS_V2,
    DM,
    TEXT,
    THREADS,
    VOICE,
    Channel,
    Json,
    Message,
    Reference,
)

SENDABLE = (TEXT, DM, VOICE, ANNOUNCEMENT, *THREADS)
NONCE_SECONDS = 300.0
REPLY = 19
BULK_MIN, BULK_MAX, BULK_MAX_SECONDS = 2, 100, 14 * 86400.0


@route("POST", "/channels/{channel}/messages", content.SENDING_FIELDS)
def create(call: Call) -> Json:
    """A message of the bot; the same nonce within minutes answers with the message that it made."""
    channel = call.channel()
    form, body = Form(), call.body or {}
    given = content.filled(content.content(form, body, call.files))
    reference = _reference(call, form, channel, body.get("message_reference"))
    form.refuse()
    _sendable(call, channel, reference)
    if body.get("enforce_nonce") and (made := _made_before(call, body.get("nonce"))):
        return messages.message(call.state, made)
    it = Message(
        id=call.state.id(),
        channel=channel.id,
        author=APP_ID,
        content=given.text.strip(),
        sent=call.state.now(),
        type=REPLY if reference else 0,
        flags=given.flags,
        embeds=given.embeds,
        components=given.components,
        attachments=given.attachments,
        reference=reference,
        nonce=body.get("nonce"),
    )
    mentions.resolve(call.state, channel, it, given.allowed)
    call.server.world.joins_thread(channel, APP_ID)
    call.server.world.put(it)
    if it.nonce is not None:
        call.state.nonces[APP_ID, str(it.nonce)] = (call.state.now(), f"{channel.id}/{it.id}")
    call.server.events.message(it)
    return messages.message(call.state, it)


@route("PATCH", "/channels/{channel}/messages/{message}", content.FIELDS)
def edit(call: Call) -> Json:
    channel = call.channel()
    it = call.message(channel)
    if it.author != APP_ID:
        raise Refused(403, 50005)
    if archived(channel):
        raise Refused(400, 50083)
    change(call, channel, it, call.body or {})
    call.server.events.message(it, "MESSAGE_UPDATE")
    return messages.message(call.state, it)


@route("DELETE", "/channels/{channel}/messages/{message}")
def delete(call: Call) -> None:
    channel = call.channel()
    it = call.message(channel)
    if it.author != APP_ID and not permissions.may(call.state, channel, APP_ID, "MANAGE_MESSAGES"):
        raise Refused(403, 50003 if channel.type == DM else 50013)
    call.server.world.remove(channel, [it.id])


@route("POST", "/channels/{channel}/messages/bulk-delete", "messages")
def bulk_delete(call: Call) -> None:
    channel, form = call.channel("MANAGE_MESSAGES"), Form()
    given: list[Any] = (call.body or {}).get("messages") or []
    if not BULK_MIN <= len(given) <= BULK_MAX:
        said = f"Must be between {BULK_MIN} and {BULK_MAX} in length."
        form.wrong(("messages",), "BASE_TYPE_BAD_LENGTH", said)
    form.refuse()
    found = [channel.messages[str(id)] for id in given if str(id) in channel.messages]
    if any(it.sent < call.state.now() - BULK_MAX_SECONDS for it in found):
        raise Refused(400, 50034, "You can only bulk delete messages that are under 14 days old.")
    call.server.world.remove(channel, [it.id for it in found], bulk=True)


def change(call: Call, channel: Channel, it: Message, body: Json) -> None:
    """What a body names is replaced, null empties it; a message sent with Components V2 stays one."""
    form, v2 = Form(), bool(it.flags & COMPONENTS_V2)
    given = content.content(form, body, call.files, v2=v2)
    kept = [a for a in it.attachments if str(a["id"]) in {str(b.get("id")) for b in body.get("attachments") or []}]
    after = content.Content(
        given.text if "content" in body else it.content,
        given.embeds if "embeds" in body else it.embeds,
        given.components if "components" in body else it.components,
        [*(kept if "attachments" in body else it.attachments), *call.files],
        it.flags | given.flags,
    )
    content.filled(after)
    it.content, it.embeds, it.components = after.text.strip(), after.embeds, after.components
    it.attachments, it.flags, it.edited = after.attachments, after.flags, call.state.now()
    pinged = it.pings
    mentions.resolve(call.state, channel, it, given.allowed)
    it.pings = pinged  # an edit notifies nobody


def _sendable(call: Call, channel: Channel, reference: Reference | None) -> None:
    if channel.type not in SENDABLE:
        raise Refused(400, 50008)
    if channel.type == DM and any(call.state.users[person].refuses_dms for person in channel.recipients):
        raise Refused(403, 50007)
    if not permissions.may_send(call.state, channel, APP_ID):
        raise Refused(403, 50013)
    if reference and not permissions.may(call.state, channel, APP_ID, "READ_MESSAGE_HISTORY"):
        raise Refused(403, 50013)
    if channel.thread and channel.thread.archived:
        if channel.thread.locked and not permissions.may(call.state, channel, APP_ID, "MANAGE_THREADS"):
            raise Refused(400, 50083)
        call.server.world.archive(channel, False)


def _reference(call: Call, form: Form, channel: Channel, given: Any) -> Reference | None:
    """A reply's target, which has to be in the channel; `fail_if_not_exists` false makes an ordinary message."""
    if given is None:
        return None
    path = ("message_reference",)
    if not isinstance(given, dict):
        form.wrong(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return None
    form.known(path, given, ("type", "message_id", "channel_id", "guild_id", "fail_if_not_exists"))
    wanted = str(given.get("message_id") or "")
    elsewhere = given.get("channel_id") not in (None, channel.id) and str(given["channel_id"]) != channel.id
    if wanted in channel.messages and not elsewhere:
        return Reference(wanted, channel.id, channel.guild)
    if given.get("fail_if_not_exists", True):
        form.wrong(path, "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    return None


def _made_before(call: Call, nonce: str | int | None) -> Message | None:
    when, where = call.state.nonces.get((APP_ID, str(nonce)), (-NONCE_SECONDS, "/"))
    channel, _, id = where.partition("/")
    if nonce is None or call.state.now() - when > NONCE_SECONDS or channel not in call.state.channels:
        return None
    return call.state.channels[channel].messages.get(id)
