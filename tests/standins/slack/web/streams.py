"""chat.startStream, appendStream and stopStream: a message that grows while people read it.

https://docs.slack.dev/reference/methods/chat.startStream and its kin. A stream that was stopped, or never was one,
is refused; Slack also ends one that has been open for some minutes (python-slack-sdk issue 1859).
"""

from typing import Any

from tests.standins.slack.content import MARKDOWN_TEXT_MAX_CHARS, checked
from tests.standins.slack.state import Channel, Json, Message
from tests.standins.slack.web.chat import postable
from tests.standins.slack.web.method import Call, Refused, method

CHUNK_FIELDS: dict[str, tuple[set[str], set[str]]] = {  # required, optional
    "markdown_text": ({"text"}, set()),
    "plan_update": ({"title"}, set()),
    "task_update": ({"id", "title", "status"}, {"details", "output", "sources"}),
    "blocks": ({"blocks"}, set()),
}


@method(
    "chat.startStream",
    "channel thread_ts markdown_text? chunks? recipient_user_id? recipient_team_id? task_display_mode?"
    " icon_emoji? icon_url? username?",
    ("chat:write",),
)
def start(call: Call) -> Json:
    channel = postable(call, call.channel())
    parent = call.message(channel, "thread_ts", "thread_not_found")
    _recipient(call, channel)
    message = Message(
        channel=channel.id,
        ts=call.state.ts(),
        user=call.bot.bot_user,
        team=call.bot.team,
        text=_text(call),
        thread_ts=parent.thread_ts or parent.ts,
        bot_id=call.bot.bot_id,
        streaming=True,
    )
    call.server.world.put(message)
    call.server.events.message(message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.appendStream", "channel ts markdown_text? chunks?", ("chat:write",))
def append(call: Call) -> Json:
    message = _open(call)
    if not (call.get("markdown_text") or call.get("chunks")):
        raise Refused("no_text")
    message.text += _text(call)
    return {"channel": message.channel, "ts": message.ts}


@method("chat.stopStream", "channel ts markdown_text? chunks? blocks? metadata? session_status?", ("chat:write",))
def stop(call: Call) -> Json:
    message = _open(call)
    text, blocks = message.text + _text(call), checked(call.get("blocks"))
    if not (text or blocks):
        raise Refused("no_text")
    message.streaming = False
    call.server.world.change(message, text, blocks, call.bot.bot_user)
    return {"channel": message.channel, "ts": message.ts}


def _recipient(call: Call, channel: Channel) -> None:
    """Who reads along; direct messages have one reader only."""
    if channel.kind == "im":
        return
    for name in ("recipient_team_id", "recipient_user_id"):
        if not call.get(name):
            raise Refused(f"missing_{name}")
    if call.get("recipient_team_id") not in call.state.teams:
        raise Refused("team_not_found")
    if call.get("recipient_user_id") not in channel.members:
        raise Refused("user_not_found")


def _open(call: Call) -> Message:
    message = call.message(call.channel())
    if message.bot_id != call.bot.bot_id:
        raise Refused("message_not_owned_by_app")
    if not message.streaming:
        raise Refused("message_not_in_streaming_state")
    return message


def _text(call: Call) -> str:
    """The markdown that this call adds."""
    chunks: Any = call.get("chunks") or []
    if not isinstance(chunks, list) or not all(_good(chunk) for chunk in chunks):
        raise Refused("invalid_chunks")
    texts = [call.get("markdown_text") or "", *(c["text"] for c in chunks if c["type"] == "markdown_text")]
    if sum(map(len, texts)) > MARKDOWN_TEXT_MAX_CHARS:
        raise Refused("msg_too_long")
    return "".join(texts)


def _good(chunk: Any) -> bool:
    if not isinstance(chunk, dict) or chunk.get("type") not in CHUNK_FIELDS:
        return False
    required, optional = CHUNK_FIELDS[chunk["type"]]
    return required <= chunk.keys() <= required | optional | {"type"}
