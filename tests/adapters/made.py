"""Exports made for tests: a fictional team, in the shapes that the exporters write."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from adapters.exports.detect import open_export
from adapters.exports.export import Export, Tally
from core.models import Channel, Message

Json = dict[str, Any]

PEOPLE: list[Json] = [
    {"id": "U1", "team_id": "T77", "name": "ana", "profile": {"display_name": "Ana", "real_name": "Ana Ruiz"}},
    {"id": "U2", "team_id": "T77", "name": "ben", "profile": {"display_name": "", "real_name": "Ben Ott"}},
    {"id": "UB", "team_id": "T77", "name": "deploys", "is_bot": True, "profile": {"real_name": "Deploys"}},
]
CHANNELS: list[Json] = [{"id": "C1", "name": "general"}, {"id": "C2", "name": "チャネル"}]


def said(ts: str, text: str = "Hello there.", **more: Any) -> Json:
    """A Slack event."""
    return {"type": "message", "user": "U1", "ts": ts, "text": text, **more}


def slack_files(days: Mapping[str, list[Json]], **lists: list[Json]) -> dict[str, str]:
    """days: "channel/date" -> events."""
    lists = {"users": PEOPLE, "channels": CHANNELS, **lists}
    files = {f"{name}.json": json.dumps(entries) for name, entries in lists.items()}
    return files | {f"{day}.json": json.dumps(events) for day, events in days.items()}


def folder(path: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def archive(path: Path, files: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return path


def wrote(id: str, content: str = "Hello there.", author: str = "1", **more: Any) -> Json:
    """A message as DiscordChatExporter writes it."""
    return {
        "id": id,
        "type": "Default",
        "timestamp": "2026-03-02T10:00:00.5+01:00",
        "timestampEdited": None,
        "callEndedTimestamp": None,
        "isPinned": False,
        "content": content,
        "author": {"id": author, "name": f"user{author}", "nickname": f"User {author}", "isBot": False, "roles": []},
        "attachments": [],
        "embeds": [],
        "reactions": [],
        "mentions": [],
        **more,
    }


def discord_file(path: Path, messages: list[Json], **channel: Any) -> Path:
    place = {"id": "20", "type": "GuildTextChat", "categoryId": "5", "category": "Text", "name": "general", **channel}
    whole = {"guild": {"id": "10", "name": "Guild"}, "channel": place, "messages": messages, "messageCount": 1}
    path.write_text(json.dumps(whole, indent=2), encoding="utf-8")
    return path


TEAM, PLACE = "t-1", "19:design@thread.tacv2"
ANA, BEN = "aaaaaaaa-0000-0000-0000-000000000001", "bbbbbbbb-0000-0000-0000-000000000002"


def posted(id: str, content: str = "<p>Hello there.</p>", **more: Any) -> Json:
    """A message of a Teams channel."""
    return {
        "Id": id,
        "ReplyToId": None,
        "MessageType": "message",
        "ChatId": None,
        "ChannelIdentity": {"TeamId": TEAM, "ChannelId": PLACE},
        "CreatedDateTime": f"2026-03-02T10:00:{int(id) % 60:02}.123Z",
        "LastEditedDateTime": None,
        "DeletedDateTime": None,
        "Subject": None,
        "From": {"User": {"Id": ANA, "DisplayName": "Ana (guest)"}},
        "Body": {"ContentType": "html", "Content": content},
        "Attachments": [],
        "Mentions": [],
        "Reactions": [],
        "WebUrl": f"https://teams.example/l/message/{id}",
        **more,
    }


def teams_folder(path: Path, messages: list[Json], chats: Mapping[str, list[Json]] | None = None) -> Path:
    """chats: user id -> the messages in the file of that user."""
    files = {
        "teams/teamsList.json": [{"GroupsId": TEAM, "Name": "Product"}],
        f"teams/{TEAM}/channels_{TEAM}.json": [{"Id": PLACE, "DisplayName": "Design"}],
        f"teams/{TEAM}/messages_{TEAM}.json": messages,
        "users/usersList.json": [{"Id": ANA, "DisplayName": "Ana Ruiz"}, {"Id": BEN, "DisplayName": "Ben Ott"}],
        **{f"users/{user}/messages_{user}.json": written for user, written in (chats or {}).items()},
    }
    return folder(path, {name: json.dumps(content) for name, content in files.items()})


def read(path: Path, workspace: str | None = None) -> tuple[list[tuple[Channel, Message]], Tally]:
    """Everything that an export gives, and its counts."""
    export: Export = open_export(path, workspace)
    return list(export.messages()), export.tally


def only(path: Path) -> Message:
    """The one message of an export."""
    [(_, message)], _ = read(path)
    return message
