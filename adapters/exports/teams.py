"""The folder that Microsoft's Teams export makes: teams/ with a messages file a team, users/ with one a person.

The fields are those of Graph's chatMessage in PascalCase (https://learn.microsoft.com/graph/api/resources/chatmessage).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from adapters.exports.export import Export
from adapters.exports.files import Files, json_of, scan
from adapters.teams import chat_message, wire
from adapters.text import readable
from core.errors import InputError
from core.models import Channel, Message, Person

_LIST = "teams/teamsList.json"
_ROOT_ID = re.compile(rb'"ReplyToId"\s*:\s*"(\d+)"')
_DIRECT_CHAT = re.compile(r"19:([0-9a-f-]{36})_([0-9a-f-]{36})@")  # a chat of two is known by their ids
_LEVELS = 8  # of lists and objects within each other: a mention's user is the fifth


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
            yield from self.read(name, map(_as_graph_writes, stream.elements()), self._place, self._event)

    def _event(self, channel: Channel, event: dict[str, Any]) -> Message | None:
        """The message of an event; None where it was skipped."""
        id = event["id"]
        if event.get("replyToId") and not self.tally.known(channel, id):
            self.tally.replies += 1
        message = self._message(channel, event)
        if message is None:
            self.tally.skip(channel, id, "system event")
            return None
        # the platform calls quotes and cards attachments too
        return message if self.tally.message(channel, message, files=len(event.get("attachments") or ())) else None

    def _message(self, channel: Channel, event: dict[str, Any]) -> Message | None:
        """None of what nobody wrote. A deleted message keeps its place and has no words."""
        if event.get("deletedDateTime"):
            event |= {"deletedDateTime": None, "subject": None, "body": None}
        found = chat_message.message(event, people=self._people)
        if found is None:
            return None
        if found.author.id and not found.author.bot:
            self._authors.add(found.author.id)
        root = found.id if found.id.encode() in self._roots else None
        link = found.permalink or wire.chat_link(channel.id, found.id)
        return replace(found, thread_id=found.thread_id or root, permalink=link)

    def _place(self, event: dict[str, Any]) -> Channel:
        """The channel, or the chat, which has no team and mostly no name."""
        identity = event.get("channelIdentity") or {}
        id = identity.get("channelId") or event["chatId"]
        if id not in self._places:
            team = identity.get("teamId") or ""
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


def _as_graph_writes(value: Any, levels: int = _LEVELS) -> Any:
    """With the names of all fields in camelCase, as deep as a message goes."""
    if isinstance(value, dict) and levels:
        return {name[:1].lower() + name[1:]: _as_graph_writes(inner, levels - 1) for name, inner in value.items()}
    return [_as_graph_writes(inner, levels - 1) for inner in value] if isinstance(value, list) and levels else value
