"""Threads: starting, joining, archived ones, members. https://docs.discord.com/developers/resources/channel"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tests.standins.discord import permissions, shapes
from tests.standins.discord.refusals import Form, Refused
from tests.standins.discord.rest.route import Call, route
from tests.standins.discord.state import APP_ID, FORUM, PRIVATE_THREAD, PUBLIC_THREAD, TEXT, Channel, Json, Thread

ARCHIVE_MINUTES = (60, 1440, 4320, 10080)
PAGE_MIN, PAGE_MAX, MEMBERS_MAX = 2, 100, 100
NAME_MAX = 100
_ARCHIVED = "/channels/{channel}/threads/archived"
_MEMBERS = "/channels/{channel}/thread-members"


@route(
    "POST",
    "/channels/{channel}/messages/{message}/threads",
    "name auto_archive_duration rate_limit_per_user",
    status=201,
)
def start_from_message(call: Call) -> Json:
    channel = call.channel("CREATE_PUBLIC_THREADS")
    it = call.message(channel)
    if it.id in call.state.channels:
        raise Refused(400, 160004, "A thread has already been created for this message")
    if channel.type == FORUM:
        raise Refused(400, 50024)
    made = call.server.world.start_thread(channel, APP_ID, _name(call), message=it)
    return shapes.channel(call.state, made)


@route(
    "POST", "/channels/{channel}/threads", "name auto_archive_duration type invitable rate_limit_per_user", status=201
)
def start(call: Call) -> Json:
    """Without a message; private unless `type` says otherwise."""
    private = (call.body or {}).get("type", PRIVATE_THREAD) == PRIVATE_THREAD
    channel = call.channel("CREATE_PRIVATE_THREADS" if private else "CREATE_PUBLIC_THREADS")
    if channel.type != TEXT:
        raise Refused(400, 50024)
    made = call.server.world.start_thread(channel, APP_ID, _name(call), private=private)
    return shapes.channel(call.state, made)


@route("GET", f"{_ARCHIVED}/public", query="before limit")
def archived_public(call: Call) -> Json:
    return _archived_by_time(call, call.channel("READ_MESSAGE_HISTORY"), False)


@route("GET", f"{_ARCHIVED}/private", query="before limit")
def archived_private(call: Call) -> Json:
    return _archived_by_time(call, call.channel("READ_MESSAGE_HISTORY", "MANAGE_THREADS"), True)


@route("GET", "/channels/{channel}/users/@me/threads/archived/private", query="before limit")
def archived_joined(call: Call) -> Json:
    """Newest id first, `before` being an id."""
    channel = call.channel("READ_MESSAGE_HISTORY")
    before = int(call.query.get("before", 1 << 63))
    found = [(c, t) for c, t in _archived(call, channel, True) if APP_ID in t.members and int(c.id) < before]
    return _page(call, found, lambda item: int(item[0].id))


@route("GET", _MEMBERS, query="with_member after limit")
def members(call: Call) -> list[Json]:
    """Needs the privileged intent; pages only where members are asked for too."""
    channel, thread = _thread(call)
    if not call.state.privileged & 1 << 1:
        raise Refused(403, 50001)
    people = sorted(thread.members, key=int)
    if call.flag("with_member"):
        after = int(call.query.get("after", 0))
        people = [p for p in people if int(p) > after][: call.limit(MEMBERS_MAX, MEMBERS_MAX)]
    return [_member(call, channel, person) for person in people]


@route("GET", f"{_MEMBERS}/@me", query="with_member")
def own_membership(call: Call) -> Json:
    return _membership(call, APP_ID)


@route("PUT", f"{_MEMBERS}/@me")
def join(call: Call) -> None:
    channel, thread = _thread(call)
    if thread.archived:
        raise Refused(400, 50083)
    call.server.world.joins_thread(channel, APP_ID)


@route("DELETE", f"{_MEMBERS}/@me")
def leave(call: Call) -> None:
    channel, _ = _thread(call)
    call.server.world.leaves_thread(channel, APP_ID)


@route("GET", f"{_MEMBERS}/{{user}}", query="with_member")
def membership(call: Call) -> Json:
    return _membership(call, call.names["user"])


def _membership(call: Call, user: str) -> Json:
    channel, thread = _thread(call)
    if user not in thread.members:
        raise Refused(404, 10007)
    return _member(call, channel, user)


def _member(call: Call, channel: Channel, user: str) -> Json:
    shape = shapes.thread_member(channel, user)
    guild = call.state.guilds[channel.guild or ""]
    known = call.flag("with_member") and user in guild.members
    return shape | ({"member": shapes.member(call.state, guild.members[user])} if known else {})


def _thread(call: Call) -> tuple[Channel, Thread]:
    channel = call.channel()
    if not channel.thread:
        raise Refused(400, 50024)
    return channel, channel.thread


def _name(call: Call) -> str:
    form, body = Form(), call.body or {}
    name = form.text(("name",), body.get("name"), NAME_MAX, 1)
    if body.get("auto_archive_duration") is not None:
        form.choice(("auto_archive_duration",), body["auto_archive_duration"], ARCHIVE_MINUTES)
    if body.get("type") is not None:
        form.choice(("type",), body["type"], (PUBLIC_THREAD, PRIVATE_THREAD, 10))
    form.refuse()
    return name


def _archived(call: Call, channel: Channel, private: bool) -> list[tuple[Channel, Thread]]:
    inside = [(c, c.thread) for c in call.state.channels.values() if c.parent == channel.id and c.thread]
    return [(c, t) for c, t in inside if t.archived and (c.type == PRIVATE_THREAD) == private]


def _archived_by_time(call: Call, channel: Channel, private: bool) -> Json:
    """Last archived first, `before` being a time."""
    before = _time(call.query.get("before"))
    found = [(c, t) for c, t in _archived(call, channel, private) if before is None or t.archive_changed < before]
    return _page(call, found, lambda item: item[1].archive_changed)


def _page(call: Call, found: list[tuple[Channel, Thread]], key: Callable[[tuple[Channel, Thread]], Any]) -> Json:
    found.sort(key=key, reverse=True)
    limit = call.limit(PAGE_MAX, PAGE_MAX, PAGE_MIN)
    part = [c for c, _ in found[:limit] if permissions.may(call.state, c, APP_ID)]
    own = [shapes.thread_member(c, APP_ID) for c in part if c.thread and APP_ID in c.thread.members]
    threads = [shapes.channel(call.state, c) for c in part]
    return {"threads": threads, "members": own, "has_more": len(found) > limit}


def _time(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text).timestamp()
    except ValueError as error:
        form = Form()
        form.wrong(("before",), "DATETIME_TYPE_PARSE", f"Could not parse {text}. Should be ISO8601.")
        form.refuse()
        raise AssertionError("refused") from error
