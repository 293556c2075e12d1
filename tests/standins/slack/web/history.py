"""conversations.history and conversations.replies, with all their ways of asking for less.

https://docs.slack.dev/reference/methods/conversations.history (newest first) and .../conversations.replies (oldest
first, the parent on every page). An app outside the Marketplace gets one page of 15 a minute: `one_a_minute`.
"""

import re

from tests.standins.slack import shapes
from tests.standins.slack.state import Channel, Json, Message
from tests.standins.slack.web.method import Call, Refused, method, page

HISTORY = {"public": "channels:history", "private": "groups:history", "im": "im:history", "mpim": "mpim:history"}
PAGE_DEFAULT, PAGE_MAX, SLOW_PAGE_MAX = 100, 999, 15
_RANGE = "channel cursor? include_all_metadata? inclusive? latest? limit? oldest?"


@method("conversations.history", _RANGE, tuple(HISTORY.values()))
def history(call: Call) -> Json:
    channel = _readable(call)
    there = [m for m in channel.messages.values() if not m.thread_ts or m.thread_ts == m.ts or _broadcast(m)]
    wanted = sorted((m for m in there if _within(call, m)), key=lambda m: m.ts, reverse=True)
    part, metadata = page(call, wanted, *_sizes(call))
    return _answer(call, part, metadata) | {"pin_count": 0}


@method("conversations.replies", f"ts {_RANGE}", tuple(HISTORY.values()))
def replies(call: Call) -> Json:
    """Asked for a reply's ts, Slack answers with that reply alone."""
    channel = _readable(call)
    message = channel.messages.get(str(call.get("ts")))
    if not message:
        raise Refused("thread_not_found")
    thread = channel.thread(message.ts) if message.thread_ts in (None, message.ts) else [message]
    wanted = [m for m in thread[1:] if _within(call, m)]
    part, metadata = page(call, wanted, *_sizes(call))
    return _answer(call, [thread[0], *part], metadata)


def _seen(shape: Json, metadata: bool) -> Json:
    """What apps wrote beside a message is told only to who asks for it: https://docs.slack.dev/messaging/message-metadata"""
    return shape if metadata else {name: value for name, value in shape.items() if name != "metadata"}


def _sizes(call: Call) -> tuple[int, int]:
    return (SLOW_PAGE_MAX, SLOW_PAGE_MAX) if call.server.one_a_minute else (PAGE_DEFAULT, PAGE_MAX)


def _readable(call: Call) -> Channel:
    """A bot token reads only where the bot is."""
    channel = call.channel()
    call.need(HISTORY[channel.kind])
    if call.bot.bot_user not in channel.members:
        raise Refused("not_in_channel")
    for name in ("oldest", "latest"):
        if not re.fullmatch(r"\d+(\.\d{1,6})?", str(call.get(name) or 0)):
            raise Refused(f"invalid_ts_{name}")
    return channel


def _broadcast(message: Message) -> bool:
    return message.subtype == "thread_broadcast"


def _within(call: Call, message: Message) -> bool:
    oldest, latest = float(call.get("oldest") or 0), float(call.get("latest") or 0) or float("inf")
    at = float(message.ts)
    return oldest <= at <= latest if call.flag("inclusive") else oldest < at < latest


def _answer(call: Call, part: list[Message], metadata: Json) -> Json:
    more = bool(metadata["next_cursor"])
    messages = [_seen(shapes.message(call.state, m), call.flag("include_all_metadata")) for m in part]
    return {"messages": messages, "has_more": more} | ({"response_metadata": metadata} if more else {})
