"""`recap demo`: the sample workspace is imported into a database that goes away again, and summarized."""

import argparse
import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bots.cli import sample
from bots.cli.page import COLUMNS_MAX, show
from core.models import Channel, Message
from core.offline import engine
from core.ports import MessageStore, Window
from core.reading import assemble
from storage.sqlite import messages

BUSY_DAY = datetime(2026, 3, 4, tzinfo=UTC)  # the incident: several conversations run through each other
THREAD_BEGINS = "Good question, and we need one number"  # a decision that is reversed the next day

INTRODUCTION = (
    "One week at Brackenbox, a fictional company that brings vegetables to 3,100 households: a launch, an incident, "
    "and a lunch that moves twice. {count} messages of {channels} were imported into a temporary database. No model "
    "is asked and nothing leaves this machine: every line below is taken from the messages behind it."
)
NEXT = (
    ("recap import EXPORT", "a Slack, Discord or Teams export, or JSON Lines transcripts"),
    ("recap summarize --channel NAME --since monday", "the minutes of a channel, as above"),
    ("recap --help", "everything else"),
)


def run(_: argparse.Namespace) -> None:
    console = Console()
    console.width = min(console.width, COLUMNS_MAX)
    asyncio.run(_demo(console))


async def _demo(console: Console) -> None:
    with TemporaryDirectory(prefix="recap-demo-") as folder:
        async with messages.opened(Path(folder) / "recap.sqlite3") as store:
            await _import(store)
            channels = {c.name: c for c in await store.channels()}
            count = sum([await store.count(c) for c in channels.values()])
            names = ", ".join(f"#{name}" for name in channels)
            console.print(INTRODUCTION.format(count=count, channels=names), markup=False, highlight=False)
            await _thread(console, store, channels["launch"])
            await _day(console, store, channels["engineering"])
    _say_what_next(console)


async def _import(store: MessageStore) -> None:
    async with store.importing() as into:
        for channel, message in sample.messages():
            await into.add(channel, [message])


async def _thread(console: Console, store: MessageStore, channel: Channel) -> None:
    everything = [m async for m in store.read(channel)]
    root = next(m for m in everything if m.text.startswith(THREAD_BEGINS))
    _head(console, "A thread")
    _page(console, channel, [m async for m in store.read(channel, thread_id=root.id)])


async def _day(console: Console, store: MessageStore, channel: Channel) -> None:
    _head(console, "A channel's day")
    _page(console, channel, [m async for m in store.read(channel, Window(BUSY_DAY, BUSY_DAY + timedelta(days=1)))])


def _page(console: Console, channel: Channel, read: Sequence[Message]) -> None:
    transcript = assemble(channel.id, read, channel)
    show(engine.summarize(transcript), transcript, console, UTC)


def _head(console: Console, text: str) -> None:
    console.print()
    console.rule(Text(text, "bold"), style="cyan")
    console.print()


def _say_what_next(console: Console) -> None:
    _head(console, "Your own conversations")
    commands = Table.grid(padding=(0, 3))
    for command, what in NEXT:
        commands.add_row(Text(f"  {command}", "bold"), what)
    console.print(commands)
