"""Conversations as Recap sees them: channels, people, messages, and the transcript that is read of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Person:
    """An author or an owner: who it is (id, unique in the workspace) and what people call them.

    `id` is empty where only a name is known, as for somebody named in a message who never wrote one.
    """

    id: str
    name: str
    bot: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """A place where people write. The same id in two workspaces is two channels."""

    platform: str  # "slack", "discord", "teams" or "jsonl"
    workspace: str
    id: str
    name: str
    topic: str | None = None  # None where it is not known


@dataclass(frozen=True, slots=True)
class Reaction:
    """One emoji on one message: its short name without colons (or the character itself) and how many set it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `text` is plain text, with mentions as @name and channel links as #name.

    `original` is what the platform delivered, None where it equals `text`. `thread_id` is the id of the message at
    the root of the thread, also on that message itself once it has replies. Times are aware and in UTC; a
    conversation may have none at all.
    """

    id: str
    author: Person
    text: str
    sent_at: datetime | None = None
    thread_id: str | None = None
    reply_to: str | None = None
    reactions: tuple[Reaction, ...] = ()
    original: str | None = None
    edited_at: datetime | None = None
    files: tuple[str, ...] = ()
    permalink: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Messages of the window that were not read, and why."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a result rests on: `read` plus everything left out equals `messages`.

    `unread_before`: the platform has earlier messages of the window that could not be fetched yet; how many is not
    known. None where all of the window was there.
    """

    messages: int
    read: int
    left_out: tuple[LeftOut, ...] = ()
    start: datetime | None = None  # sent_at of the earliest and latest message read
    end: datetime | None = None
    unread_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when: `since` included, `until` not. None is open. Messages without a time are always inside."""

    since: datetime | None = None
    until: datetime | None = None

    def __contains__(self, moment: datetime | None) -> bool:
        if moment is None:
            return True
        return (self.since is None or self.since <= moment) and (self.until is None or moment < self.until)


@dataclass(frozen=True, slots=True)
class Transcript:
    """The messages read, in the order in which they were sent, and the counts of those left out.

    `unread_before` is as in `Coverage`.
    """

    id: str
    messages: tuple[Message, ...]
    channel: Channel | None = None
    left_out: tuple[LeftOut, ...] = ()
    unread_before: datetime | None = None

    @property
    def coverage(self) -> Coverage:
        times = [m.sent_at for m in self.messages if m.sent_at]
        read = len(self.messages)
        return Coverage(
            messages=read + sum(x.count for x in self.left_out),
            read=read,
            left_out=self.left_out,
            start=min(times, default=None),
            end=max(times, default=None),
            unread_before=self.unread_before,
        )

    def __iter__(self) -> Iterator[Message]:
        return iter(self.messages)
