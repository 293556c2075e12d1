"""A live event of Slack as what Recap hears. https://docs.slack.dev/reference/events"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from adapters.slack import events, wire
from adapters.slack.markup import plain
from adapters.slack.workspace import SlackWorkspace
from core.hearing import Arrived, Deleted, Edited, Erased, Heard, Joined, Left, Reaction, Renamed
from core.models import Channel, Message
from core.ports import Reacted

_LEFT = {f"{kind}_{how}" for kind in ("channel", "group") for how in ("left", "archive", "deleted")}
_ARCHIVED = {"channel_archive", "group_archive"}  # also as messages


async def heard(event: Mapping[str, Any], workspace: SlackWorkspace) -> Heard | None:
    """What the event says; None where it says nothing that is kept, direct messages to Recap among it.

    The event is the inner one, of the workspace whose authorization came with it. Errors: `KeyError` and its kin where
    it is not as Slack writes them.
    """
    kind = event["type"]
    if kind == "message":
        return await _message(event, workspace)
    if kind in ("reaction_added", "reaction_removed"):
        return _reaction(event, workspace)
    if kind in ("channel_rename", "group_rename"):
        return Renamed(_channel(workspace, event["channel"]["id"], event["channel"]["name"]))
    if kind == "app_uninstalled" or (kind == "tokens_revoked" and event["tokens"].get("bot")):
        return Erased("slack", workspace.id)
    return _membership(kind, event, workspace)


def _membership(kind: str, event: Mapping[str, Any], workspace: SlackWorkspace) -> Heard | None:
    """Recap's own only: who else may read is asked when it matters."""
    own = event.get("user") == workspace.bot_user
    if kind in _LEFT or (kind == "member_left_channel" and own):
        return Left(_channel(workspace, event["channel"]), wire.moment(event["event_ts"]))
    if kind == "member_joined_channel" and own:
        return Joined(_channel(workspace, event["channel"]), wire.moment(event["event_ts"]))
    return None


async def _message(event: Mapping[str, Any], workspace: SlackWorkspace) -> Heard | None:
    if event.get("channel_type") == "im":
        return None
    channel, subtype = _channel(workspace, event["channel"]), event.get("subtype") or ""
    if subtype == "message_deleted":
        return Deleted(channel, event["deleted_ts"])
    if subtype == "message_changed":
        return await _changed(event, channel, workspace)
    if subtype == "message_replied" or subtype in events.SYSTEM:
        return _system(subtype, event, channel)
    return Arrived(channel, await read(event, channel, workspace))


async def _changed(event: Mapping[str, Any], channel: Channel, workspace: SlackWorkspace) -> Heard | None:
    """Slack also says "changed" where a link was unfurled or a thread has grown: that is no edit."""
    now, before = event["message"], event.get("previous_message") or {}
    if now.get("subtype") == "tombstone":  # the root of a thread was deleted
        return Deleted(channel, now["ts"])
    same = before and _said(before) == _said(now) and now.get("edited") == before.get("edited")
    if same or (now.get("subtype") or "") in events.SYSTEM:
        return None
    message = await read(now, channel, workspace)
    return Edited(channel, replace(message, edited_at=message.edited_at or wire.moment(event["event_ts"])))


def _said(event: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    return events.body(event), events.files(event)


def _system(subtype: str, event: Mapping[str, Any], channel: Channel) -> Heard | None:
    if subtype in ("channel_topic", "group_topic"):
        return Renamed(replace(channel, topic=plain(event.get("topic") or "", {}, {})))
    if subtype in ("channel_name", "group_name"):
        return Renamed(replace(channel, name=event["name"]))
    return Left(channel, wire.moment(event["ts"])) if subtype in _ARCHIVED else None


async def read(event: Mapping[str, Any], channel: Channel, workspace: SlackWorkspace) -> Message:
    """The message of an event or of a page of history, people by their names."""
    people = await workspace.people.named(wire.people_in(event))
    link = wire.archive(workspace.address, channel.id)
    return wire.message(event, people, {id: person.name for id, person in people.items()}, {}, link)


def _reaction(event: Mapping[str, Any], workspace: SlackWorkspace) -> Heard | None:
    """Recap's own say that it is at work: they are nobody's vote."""
    item = event["item"]
    if item["type"] != "message" or event["user"] == workspace.bot_user:
        return None
    at, gone = wire.moment(event["event_ts"]), event["type"] == "reaction_removed"
    reacted = Reacted(item["ts"], event["user"], wire.emoji(event["reaction"]), at, gone)
    return Reaction(_channel(workspace, item["channel"]), reacted)


def _channel(workspace: SlackWorkspace, id: str, name: str = "") -> Channel:
    """Events do not name their channel: the store keeps the name that it has."""
    return Channel("slack", workspace.id, id, name)
