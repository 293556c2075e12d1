"""A workspace in memory: messages, who may read what, a clock, and summaries that say what the test says."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from core.action_items.items import Items
from core.action_items.kept import Kept
from core.action_items.note import Note
from core.action_items.tools import ItemTools
from core.answering.question import Given, Question
from core.errors import RecapError
from core.models import Channel, Message, Person, Transcript
from core.summary import ActionItem, Decision, Summary
from storage.memory import MemoryMessages, MemoryNotes, MemoryPreferences, MemoryRecords

PLACE = "slack", "acme"
GENERAL, SECRET = Channel(*PLACE, "C1", "general"), Channel(*PLACE, "C2", "secret")
ANA, BEN, CLEO = Person("U1", "Ana"), Person("U2", "Ben"), Person("U3", "Cleo")
MONDAY = datetime(2031, 3, 3, 9, tzinfo=UTC)
MODEL = "claude-haiku"


def at(minutes: float) -> datetime:
    return MONDAY + timedelta(minutes=minutes)


def said(id: str, text: str, author: Person = BEN, thread: str | None = None, reply_to: str | None = None) -> Message:
    """Its id is the minute at which it is said."""
    return Message(id, author, text, at(float(id)), thread, reply_to)


def task(text: str, *sources: str, owner: Person | None = BEN, due: date | None = None, **more: bool) -> ActionItem:
    return ActionItem(text, sources, owner, due, **more)


def given(
    messages: list[Message],
    items: tuple[ActionItem, ...] = (),
    decisions: tuple[Decision, ...] = (),
    engine: str = MODEL,
    channel: Channel = GENERAL,
) -> Given:
    transcript = Transcript(channel.id, tuple(messages), channel)
    summary = Summary("s", "", (), (), decisions, items, (), transcript.coverage, engine)
    return Given("g", summary, transcript)


class Readers:
    """`Access`: everybody may read, but for those named."""

    def __init__(self) -> None:
        self.shut: set[tuple[str, str]] = set()  # person, channel

    async def may_read(self, person: str, channel: Channel) -> bool:
        return (person, channel.id) not in self.shut


@dataclass
class Room:
    access: Readers = field(default_factory=Readers)
    kept: MemoryRecords[Kept] = field(default_factory=MemoryRecords)
    notes: MemoryNotes = field(default_factory=MemoryNotes)
    preferences: MemoryPreferences = field(default_factory=MemoryPreferences)
    messages: MemoryMessages = field(default_factory=MemoryMessages)
    now: datetime = at(60)

    @property
    def tools(self) -> ItemTools:
        return ItemTools(self.kept, self.notes, self.preferences, self.messages, self.access, lambda: self.now)

    @property
    def items(self) -> Items:
        return Items(self.tools)

    async def found(self, *of: Given, asker: Person = ANA, by_digest: bool = False) -> list[str]:
        """The ids of what each finds."""
        ids: list[str] = []
        for one in of:
            channel = one.transcript.channel or GENERAL
            ids += [i.id for i in await self.items.found(Question(asker, channel), one, by_digest)]
        return ids


@dataclass
class Phone:
    """`Messenger`: what people got; `fails` is raised instead."""

    got: list[Note] = field(default_factory=list)
    fails: RecapError | None = None

    async def send(self, note: Note) -> None:
        if self.fails:
            raise self.fails
        self.got.append(note)
