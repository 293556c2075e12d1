"""The folder that Microsoft's Teams export makes: teams/ with a messages file a team, users/ with one a person.

The fields are those of Graph's chatMessage in PascalCase (https://learn.microsoft.com/graph/api/resources/chatmessage).
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from adapters.exports.export import Export
from adapters.exports.files import Files, json_of, scan
from adapters.teams.markup import Mention, plain
from adapters.text import readable
from core.errors import InputError
from core.models import Channel, Message, Person, Reaction

_LIST = "teams/teamsList.json"
_ROOT_ID = re.compile(rb'"ReplyToId"\s*:\s*"(\d+)"')
_DIRECT_CHAT = re.compile(r"19:([0-9a-f-]{36})_([0-9a-f-]{36})@")  # a chat of two is known by their ids
_QUOTES = ("messageReference", "forwardedMessageReference")


def root_of(files: Files) -> str | None:
    """The folder that holds the export ("" or ending in /), None where there is none."""
    return next((name.removesuffix(_LIST) for name in files.sizes if name == _LIST or name.endswith("/" + _LIST)), None)


class TeamsExport(Export):
    platform = "teams"

    def __init__(self, files: Files, workspace: str | None) -> None:
        super().__init__(files, workspace)
        self._root = root_of(files) or ""
        self._people: dict[str, Person] = {}
        self._teams: dict[str, str] = {}
        self._channel_names: dict[str, str] = {}
        self._places: dict[str, Channel] = {}
        self._authors: set[str] = set()  # counted where the export has no list of users
        self._roots: set[bytes] = set()  # ids of the file being read that others reply to

    def messages(self) -> Iterator[tuple[Channel, Message]]:
        self._people = {id: Person(id, name) for id, name in self._named("users/usersList.json", "Id")}
        self._teams = dict(self._named(_LIST, "GroupsId"))
        for name in self.files.sizes:
            if _file(name).startswith("channels_"):
                self._channel_names.update(self._named(name.removeprefix(self._root), "Id"))
        for name in self.files.sizes:
            if name.startswith(self._root) and _file(name).startswith("messages_"):
                self._roots = set(scan(self.files, name, _ROOT_ID))
                self.tally.threads += len(self._roots)
                yield from self._file(name)
        self.tally.users = len(self._people or self._authors)

    def _file(self, name: str) -> Iterator[tuple[Channel, Message]]:
        with json_of(self.files, name) as stream:
            for number, event in enumerate(stream.elements(), 1):
                try:
                    channel = self._place(event)
                    message = self._event(channel, event)
                except (AttributeError, KeyError, TypeError, ValueError, IndexError):
                    raise InputError(
                        f"{self.files.where(name)}, message {number}", "not as Teams writes them"
                    ) from None
                if message:
                    yield channel, message

    def _event(self, channel: Channel, event: dict[str, Any]) -> Message | None:
        """The message of an event; None where it was skipped."""
        id = event["Id"]
        if event.get("ReplyToId") and not self.tally.known(channel, id):
            self.tally.replies += 1
        if event["MessageType"] != "message":
            self.tally.skip(channel, id, "system event")
            return None
        message = self._message(channel, event)
        # the platform calls quotes and cards attachments too
        return message if self.tally.message(channel, message, files=len(event.get("Attachments") or ())) else None

    def _message(self, channel: Channel, event: dict[str, Any]) -> Message:
        id, thread = event["Id"], event.get("ReplyToId") or None
        attachments = event.get("Attachments") or ()
        quoted = {a["Id"]: q for a in attachments if a.get("ContentType") in _QUOTES and (q := _quoted(a))}
        text, original = self._text(event, {id: text for id, (_, text) in quoted.items()})
        edited = event.get("LastEditedDateTime")
        answers = thread or next((message for message, _ in quoted.values() if message), None)
        if not thread and id.encode() in self._roots:
            thread = id
        return Message(
            id,
            self._author(event.get("From") or {}),
            text,
            _time(event["CreatedDateTime"]),
            thread,
            answers,
            _reactions(event.get("Reactions") or []),
            original if original != text else None,
            _time(edited) if edited else None,
            tuple(readable(a.get("Name") or "file") for a in attachments if a.get("ContentType") not in _QUOTES),
            event.get("WebUrl") or _permalink(channel, id),
        )

    def _text(self, event: dict[str, Any], quoted: dict[str, str]) -> tuple[str, str]:
        """The text and what it was made of. A deleted message keeps its place and has neither."""
        if event.get("DeletedDateTime"):
            return "", ""
        body = event.get("Body") or {}
        original = text = readable(body.get("Content") or "")
        if body.get("ContentType") != "text":
            text = plain(original, {str(m["Id"]): _mention(m) for m in event.get("Mentions") or ()}, quoted)
        return "\n".join(filter(None, (event.get("Subject"), text))), original

    def _author(self, sender: dict[str, Any]) -> Person:
        user = sender.get("User")
        if user:
            self._authors.add(user["Id"])
            return self._people.get(user["Id"]) or Person(user["Id"], readable(user.get("DisplayName") or user["Id"]))
        machine = sender.get("Application") or sender.get("Device")
        if machine:
            return Person(machine["Id"], readable(machine.get("DisplayName") or machine["Id"]), bot=True)
        return Person("", "unknown")

    def _place(self, event: dict[str, Any]) -> Channel:
        """The channel, or the chat, which has no team and mostly no name."""
        identity = event.get("ChannelIdentity") or {}
        id = identity.get("ChannelId") or event["ChatId"]
        if id not in self._places:
            team = identity.get("TeamId") or ""
            names = (self._teams.get(team), self._channel_names.get(id) or (id if team else self._chat_name(id)))
            workspace = self.workspace or team or self.files.name
            self._places[id] = Channel("teams", workspace, id, readable(" / ".join(filter(None, names))))
        return self._places[id]

    def _chat_name(self, id: str) -> str:
        direct = _DIRECT_CHAT.match(id)
        if not direct:
            return f"Chat {id.removeprefix('19:').partition('@')[0]}"
        return ", ".join(sorted(self._people[p].name if p in self._people else p for p in direct.groups()))

    def _named(self, name: str, id: str) -> Iterator[tuple[str, str]]:
        """(id, name) of each entry of a list; the file may be absent."""
        if self._root + name not in self.files.sizes:
            return
        with json_of(self.files, self._root + name) as stream:
            for number, entry in enumerate(stream.elements(), 1):
                try:
                    yield readable(entry[id]), readable(entry.get("DisplayName") or entry.get("Name") or entry[id])
                except (AttributeError, KeyError, TypeError):
                    raise InputError(f"{self.files.where(self._root + name)}, entry {number}", "has no id") from None


def _file(name: str) -> str:
    return name.rpartition("/")[2]


def _mention(mention: dict[str, Any]) -> Mention:
    named = mention.get("Mentioned") or {}
    place = named.get("Conversation") or {}
    who = named.get("User") or named.get("Application") or named.get("Tag") or place
    sign = "#" if place.get("ConversationIdentityType") == "channel" else "@"
    return Mention(
        str(who.get("Id") or mention["Id"]), who.get("DisplayName") or mention.get("MentionText") or "", sign
    )


def _quoted(attachment: dict[str, Any]) -> tuple[str, str] | None:
    """(id of the message quoted, its author and words), None where the attachment does not say."""
    try:
        content = json.loads(attachment.get("Content") or "")
        sender = content.get("messageSender") or content.get("originalMessageSender") or {}
        name = (sender.get("user") or sender.get("application") or {}).get("displayName")
    except (ValueError, AttributeError, RecursionError):
        return None
    said = content.get("messagePreview") or plain(content.get("originalMessageContent") or "")
    return content.get("messageId") or "", f"{name}: {said}" if name else said


def _reactions(reactions: list[dict[str, Any]]) -> tuple[Reaction, ...]:
    """Teams lists one entry a person; a custom emoji has its name beside the type."""
    names = ((r.get("DisplayName") if r["ReactionType"] == "custom" else None) or r["ReactionType"] for r in reactions)
    return tuple(Reaction(name, count) for name, count in Counter(names).items()) if reactions else ()


def _permalink(channel: Channel, id: str) -> str:
    """https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams, for chats."""
    return (
        f"https://teams.microsoft.com/l/message/{quote(channel.id)}/{id}?context=%7B%22contextType%22%3A%22chat%22%7D"
    )


def _time(iso: str) -> datetime:
    time = datetime.fromisoformat(iso)
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
