"""The sample workspace that ships with Recap: a fictional company's launch week, as a Slack export."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from core.models import Channel, Message, Person, Reaction

FOLDER = files("adapters.exports") / "sample"
_SYSTEM = ("channel_join", "channel_topic", "huddle_thread", "tombstone")
_MENTION = re.compile(r"<([@#!])([^>|]+)(?:\|([^>]+))?>")


def messages() -> Iterator[tuple[Channel, Message]]:
    """Every message with its channel; channels one after another, messages in the order in which they were sent."""
    people = {u["id"]: Person(u["id"], u["profile"]["display_name"], u["is_bot"]) for u in _list("users.json")}
    for listed in _list("channels.json"):
        channel = Channel("slack", "brackenbox", listed["id"], listed["name"])
        days = sorted((FOLDER / channel.name).iterdir(), key=lambda day: day.name)
        for event in (e for day in days for e in json.loads(day.read_text("utf-8"))):
            if event.get("subtype") not in _SYSTEM:
                yield channel, _message(event, people)


def _list(name: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads((FOLDER / name).read_text("utf-8"))
    return listed


def _message(event: dict[str, Any], people: dict[str, Person]) -> Message:
    def name(mention: re.Match[str]) -> str:
        kind, id, label = mention.groups()
        return f"@{people[id].name}" if id in people else f"{kind}{label or id}".replace("!", "@")

    text = re.sub(r"<(https?:[^>|]+)[^>]*>", r"\1", _MENTION.sub(name, event["text"]))
    return Message(
        id=event["ts"],
        author=people[event["user"]] if "user" in event else Person(event["bot_id"], event["username"], True),
        text=text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"),
        sent_at=datetime.fromtimestamp(float(event["ts"]), UTC),
        thread_id=event.get("thread_ts"),
        reactions=tuple(Reaction(r["name"], r["count"]) for r in event.get("reactions", ())),
    )
