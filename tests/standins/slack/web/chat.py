"""chat.*: posting, changing and deleting messages. https://docs.slack.dev/reference/methods?family=chat"""

from tests.standins.slack import shapes
from tests.standins.slack.content import UPDATED_TEXT_MAX_CHARS, content
from tests.standins.slack.state import Channel, Json, Message
from tests.standins.slack.web.method import Call, Refused, method

_LOOKS = "icon_emoji? icon_url? link_names? parse? username? as_user?"
_CONTENT = "text? blocks? markdown_text? metadata?"


@method(
    "chat.postMessage",
    f"channel thread_ts? reply_broadcast? mrkdwn? unfurl_links? unfurl_media? {_CONTENT} {_LOOKS}",
    ("chat:write",),
)
def post_message(call: Call) -> Json:
    """A channel, or a person's id for the direct messages with them."""
    channel = postable(call, _person_or_channel(call))
    given, thread = content(call.arguments), _thread(call, channel)
    broadcast = call.flag("reply_broadcast") and bool(thread)
    message = Message(
        channel=channel.id,
        ts=call.state.ts(),
        user=call.bot.bot_user,
        team=call.bot.team,
        text=given.text,
        blocks=given.blocks,
        metadata=given.metadata,
        thread_ts=thread,
        subtype="thread_broadcast" if broadcast else None,
        bot_id=call.bot.bot_id,
    )
    call.server.world.put(message)
    call.server.events.message(message)
    return {"channel": channel.id, "ts": message.ts, "message": shapes.message(call.state, message)}


@method("chat.postEphemeral", f"channel user thread_ts? {_CONTENT} {_LOOKS}", ("chat:write",))
def post_ephemeral(call: Call) -> Json:
    """Seen by one member, gone when they reload, never to be changed through the Web API."""
    channel = postable(call, call.channel())
    given, user = content(call.arguments), str(call.get("user"))
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    message = Message(
        channel=channel.id,
        ts=call.state.ts(),
        user=call.bot.bot_user,
        team=call.bot.team,
        text=given.text,
        blocks=given.blocks,
        thread_ts=_thread(call, channel),
        bot_id=call.bot.bot_id,
        only_for=user,
    )
    call.server.world.show(message)
    return {"message_ts": message.ts}


@method("chat.update", f"channel ts reply_broadcast? {_CONTENT} link_names? parse? as_user?", ("chat:write",))
def update(call: Call) -> Json:
    """New content for a message of the app; blocks not given again are gone."""
    channel = call.channel()
    given = content(call.arguments, UPDATED_TEXT_MAX_CHARS)
    message = _own(call, channel, "cant_update_message")
    if channel.archived:
        raise Refused("is_inactive")
    if message.streaming:
        raise Refused("streaming_state_conflict")
    message.metadata = given.metadata or message.metadata
    call.server.world.change(message, given.text, given.blocks, call.bot.bot_user)
    shape = shapes.message(call.state, message)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shape}


@method("chat.delete", "channel ts as_user?", ("chat:write",))
def delete(call: Call) -> Json:
    channel = call.channel()
    message = _own(call, channel, "cant_delete_message")
    call.server.world.remove(message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink", "channel message_ts")
def permalink(call: Call) -> Json:
    channel = call.channel()
    message = call.message(channel, "message_ts")
    domain = call.state.teams[call.bot.team].domain
    link = f"https://{domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread_ts and message.thread_ts != message.ts:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _person_or_channel(call: Call) -> Channel:
    user = call.state.users.get(str(call.get("channel")))
    if not user:
        return call.channel()
    if user.is_bot or user.deleted:
        raise Refused("channel_not_found")
    return call.server.world.direct(call.bot.team, [user.id])[0]


def postable(call: Call, channel: Channel) -> Channel:
    if call.bot.bot_user not in channel.members:
        raise Refused("not_in_channel")
    if channel.archived:
        raise Refused("is_archived")
    return channel


def _thread(call: Call, channel: Channel) -> str | None:
    """The parent's ts. Slack takes a reply's ts too, and puts the message into that reply's thread."""
    ts = call.get("thread_ts")
    if ts is None:
        return None
    parent = channel.messages.get(str(ts))
    if not parent:
        raise Refused("thread_not_found" if str(ts).count(".") == 1 else "invalid_thread_ts")
    if parent.subtype in ("channel_join", "channel_leave", "channel_name", "channel_archive"):
        raise Refused("cannot_reply_to_message")
    return parent.thread_ts or parent.ts


def _own(call: Call, channel: Channel, error: str) -> Message:
    """An ephemeral message is not found: it was never stored."""
    message = call.message(channel)
    if message.bot_id != call.bot.bot_id:
        raise Refused(error)
    return message
