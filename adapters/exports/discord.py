"""DiscordChatExporter's JSON: one file a channel or thread, or parts of one.

https://github.com/Tyrrrz/DiscordChatExporter/blob/master/DiscordChatExporter.Core/Exporting/JsonMessageWriter.cs
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from adapters.discord.markup import plain
from adapters.exports.export import Export
from adapters.exports.files import Files, json_of
from adapters.text import readable
from core.errors import InputError
from core.models import Channel, Message, Person, Reaction

_WORDS = ("Default", "Reply")  # the message types that are somebody's words
_DIRECT = "0"  # the guild id that the exporter gives to direct messages
_REASONS = {
    "Call": "call",
    "GuildMemberJoin": "join",
    "RecipientAdd": "join",
    "RecipientRemove": "leave",
    "20": "app command",  # types that the exporter does not know by name keep Discord's number
}


class DiscordExport(Export):
    platform = "discord"

    def __init__(self, files: Files, workspace: str | None) -> None:
        super().__init__(files, workspace)
        self._authors: dict[str, Person] = {}
        self._names: dict[str, str] = {}  # of authors and of people mentioned
        self._channels: dict[str, str] = {}
        self._roles: dict[str, str] = {}
        self._thread: str | None = None
        self._address = ""

    def messages(self) -> Iterator[tuple[Channel, Message]]:
        heads = {name: self._head(name) for name in channels_of(self.files)}
        self._channels = {head["channel"]["id"]: head["channel"]["name"] for head in heads.values()}
        self.tally.threads = len({h["channel"]["id"] for h in heads.values() if _is_thread(h)})
        for name, head in heads.items():
            yield from self._file(name, head)

    def _head(self, name: str) -> dict[str, Any]:
        """What stands before the messages: guild and channel."""
        head: dict[str, Any] = {}
        with json_of(self.files, name, whole=False) as stream:
            for key in stream.fields():
                if key == "messages":
                    if "guild" in head and "channel" in head:
                        break
                    for _ in stream.elements():
                        pass
                else:
                    head[key] = stream.value()
        if not _has_ids(head.get("guild")) or not _has_ids(head.get("channel")):
            raise InputError(self.files.where(name), "names no guild and channel, so not from DiscordChatExporter")
        return head

    def _file(self, name: str, head: dict[str, Any]) -> Iterator[tuple[Channel, Message]]:
        guild, place = head["guild"]["id"], head["channel"]
        guild = "@me" if guild == _DIRECT else guild
        channel = Channel("discord", self.workspace or guild, *_belongs(head))
        self._thread = place["id"] if _is_thread(head) else None
        self._address = f"https://discord.com/channels/{guild}/{place['id']}"
        with json_of(self.files, name) as stream:
            for key in stream.fields():
                if key != "messages":
                    stream.value()
                    continue
                yield from self.read(name, stream.elements(), lambda _: channel, self._event)

    def _event(self, channel: Channel, event: dict[str, Any]) -> Message | None:
        """The message of an event; None where it was skipped."""
        id, kind = event["id"], event["type"]
        author = self._author(event["author"])
        if event.get("reference") and not self.tally.known(channel, id):
            self.tally.replies += 1
        if kind not in _WORDS:
            self.tally.skip(channel, id, _REASONS.get(kind, "system event"))
            return None
        message = self._message(id, author, event)
        return message if self.tally.message(channel, message) else None

    def _message(self, id: str, author: Person, event: dict[str, Any]) -> Message:
        for user in event.get("mentions") or ():
            self._names.setdefault(user["id"], _name(user))
        said = _said(event)
        if "<@&" in said:  # a role is named beside the people who have it
            people = (event["author"], *(event.get("mentions") or ()))
            self._roles.update((r["id"], readable(r["name"])) for user in people for r in user.get("roles") or ())
        text = plain(said, self._names, self._channels, self._roles)
        edited, reactions, attachments = event.get("timestampEdited"), event.get("reactions"), event.get("attachments")
        reference = event.get("reference") or {}
        answers = reference.get("type") != "Forward"
        return Message(
            id,
            author,
            text,
            _time(event["timestamp"]),
            self._thread,
            (reference.get("messageId") or None) if answers else None,
            tuple(Reaction(r["emoji"]["name"], r["count"]) for r in reactions) if reactions else (),
            None if text == said else readable(said),
            _time(edited) if edited else None,
            tuple(readable(a["fileName"]) for a in attachments) if attachments else (),
            f"{self._address}/{id}",
        )

    def _author(self, user: dict[str, Any]) -> Person:
        person = self._authors.get(user["id"])
        if person is None:
            person = Person(user["id"], _name(user), bool(user.get("isBot")))
            self._authors[person.id] = person
            self._names[person.id] = person.name
            self.tally.users += 1
        return person


def channels_of(files: Files) -> list[str]:
    """The one file given, or those of a folder that are channels, not JSON that somebody attached to a message."""
    names = list(files.sizes)
    return names if len(names) == 1 else [n for n in names if n.endswith(".json") and "_Files/" not in n]


def _has_ids(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("id"), str) and isinstance(value.get("name"), str)


def _belongs(head: dict[str, Any]) -> tuple[str, str, str | None]:
    """Id, name and topic of the channel, as Recap hears it live: a public thread belongs to the one that it is in.

    The exporter gives the parent as a category: it knew categories first.
    """
    place = head["channel"]
    if _is_thread(head) and place["type"] != "GuildPrivateThread" and place.get("categoryId"):
        return place["categoryId"], readable(place.get("category") or ""), None
    return place["id"], readable(place["name"]), _topic(place)


def _topic(place: dict[str, Any]) -> str | None:
    topic = place.get("topic")
    return readable(topic) if topic and isinstance(topic, str) else None


def _is_thread(head: dict[str, Any]) -> bool:
    return str(head["channel"].get("type")).endswith("Thread")


def _name(user: dict[str, Any]) -> str:
    return readable(user.get("nickname") or user["name"])


def _said(event: dict[str, Any]) -> str:
    """The content; a forwarded message as a quote; of a post with neither, what its embeds say."""
    content, forwarded = event.get("content") or "", event.get("forwardedMessage")
    if content and not forwarded:
        return str(content)
    parts = [content]
    if forwarded:
        parts += ["> " + line for line in (forwarded.get("content") or "").splitlines()]
    if not any(parts):
        embeds = event.get("embeds") or ()
        parts = [embed.get(part) or "" for embed in embeds for part in ("title", "description")]
    return "\n".join(filter(None, parts))


def _time(iso: str) -> datetime:
    time = datetime.fromisoformat(iso)
    return time if time.tzinfo is UTC else time.astimezone(UTC)
