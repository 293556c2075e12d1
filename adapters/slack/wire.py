"""Slack's JSON of messages and people as ours, in exports, history and events alike."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from adapters.slack import events
from adapters.slack.markup import plain
from adapters.text import readable
from core.models import Message, Person, Reaction

_MENTION = re.compile(r"<@([A-Z0-9]+)")


def message(
    event: Mapping[str, Any],
    people: Mapping[str, Person],
    names: Mapping[str, str],
    channels: Mapping[str, str],
    link: str | None = None,
) -> Message:
    """names: of people; channels: id -> name. `link` is where those to the channel's messages begin, as of `archive`.

    Errors: `KeyError` and its kin where it is not as Slack writes them.
    """
    id, thread = event["ts"], event.get("thread_ts") or None
    said = events.body(event)
    text = plain(said, names, channels)
    edited, reactions = event.get("edited"), event.get("reactions")
    return Message(
        id,
        events.author(event, people),
        text,
        moment(id),
        thread,
        thread if thread != id else None,
        tuple(map(_reaction, reactions)) if reactions else (),
        None if text == said else readable(said),
        moment(edited.get("ts") or id) if edited else None,
        events.files(event) if "files" in event or "file" in event else (),
        permalink(link, id, thread) if link else None,
    )


def archive(address: str, channel: str) -> str:
    """Where links to messages of a channel begin; the address is the workspace's."""
    return f"{address}/archives/{channel}"


def permalink(link: str, id: str, thread: str | None) -> str:
    """Of one message; a reply is shown in its thread."""
    here = f"{link}/p{id.replace('.', '')}"
    return f"{here}?thread_ts={thread}&cid={link.rpartition('/')[2]}" if thread and thread != id else here


def person(user: Mapping[str, Any]) -> Person:
    profile = user.get("profile") or {}
    name = profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user.get("name")
    id = user["id"]
    bot = bool(user.get("is_bot")) or id == "USLACKBOT"  # Slack's own bot is not marked as one
    return Person(id, readable(name or id), bot)


def people_in(event: Mapping[str, Any]) -> set[str]:
    """Ids of the author and of everybody who is mentioned."""
    author = event.get("user")
    return {*_MENTION.findall(events.body(event)), *([author] if author else [])}


def moment(ts: str) -> datetime:
    return datetime.fromtimestamp(float(ts), UTC)


def emoji(name: str) -> str:
    """Skin tones (`thumbsup::skin-tone-2`) are the same emoji."""
    return name.partition("::")[0]


def _reaction(reaction: Mapping[str, Any]) -> Reaction:
    return Reaction(emoji(reaction["name"]), reaction.get("count", len(reaction.get("users", ()))))
