"""`recap demo`: the sample workspace is imported into a database that goes away again, and summarized."""

import argparse
import asyncio
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from importlib.resources import as_file, files
from itertools import groupby
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from adapters.exports.detect import open_export
from bots.cli import imported
from bots.cli.importing import counts
from bots.cli.page import COLUMNS_MAX, show
from bots.settings import Settings, read_settings
from bots.wiring import stores
from core.models import Channel, Message
from core.offline import engine
from core.ports import MessageStore, Window
from core.reading import assemble

BUSY_DAY = datetime(2026, 3, 4, tzinfo=UTC)  # the incident: several conversations run through each other
DAY_AFTER = BUSY_DAY + timedelta(days=1)
THREAD_BEGINS = "Good question, and we need one number"  # a decision that is reversed the next day

INTRODUCTION = (
    "A week at Brackenbox, a fictional company that brings vegetables to 3,100 households: a launch, an incident, and "
    "a lunch that moves. Nothing leaves this machine and no model is asked: every line is taken from the messages "
    "named behind it."
)
NEXT = (
    ("import PATH", "an export of Slack, Discord or Teams"),
    ("summarize --channel NAME", "its minutes"),
    ("check", "what is set up and what is missing"),
)


def run(_: argparse.Namespace) -> None:
    console = Console()
    console.width = min(console.width, COLUMNS_MAX)
    console.print(Text(INTRODUCTION))
    with TemporaryDirectory(prefix="recap-demo-") as folder:
        asyncio.run(_demo(Settings(database=Path(folder) / "recap.sqlite3"), console))
    _what_next(console)


async def _demo(settings: Settings, console: Console) -> None:
    async with stores(settings) as opened:
        _step(console, "import", "adapters/exports/sample")
        await _import(opened.messages, console)
        channels = {channel.name: channel for channel in await opened.messages.channels()}
        await _thread(opened.messages, channels["launch"], console)
        await _day(opened.messages, channels["engineering"], console)


async def _import(store: MessageStore, console: Console) -> None:
    new = 0
    with as_file(files("adapters.exports") / "sample") as folder:
        export = open_export(folder)
        async with store.importing() as writes:
            for channel, pairs in groupby(export.messages(), key=lambda pair: pair[0]):
                new += await writes.add(channel, [message for _, message in pairs])
    imported.show(export.files.name, counts(export), new, console)


async def _thread(store: MessageStore, channel: Channel, console: Console) -> None:
    root = await anext(m async for m in store.read(channel) if m.text.startswith(THREAD_BEGINS))
    _step(console, "summarize --thread", root.id)
    _page([m async for m in store.read(channel, thread_id=root.id)], channel, console)


async def _day(store: MessageStore, channel: Channel, console: Console) -> None:
    _step(console, f"summarize --channel {channel.name}", f"--since {BUSY_DAY.date()} --until {DAY_AFTER.date()}")
    _page([m async for m in store.read(channel, Window(BUSY_DAY, DAY_AFTER))], channel, console)


def _page(messages: Iterable[Message], channel: Channel, console: Console) -> None:
    transcript = assemble(channel.id, messages, channel)
    show(engine.summarize(transcript), transcript, console, UTC)


def _step(console: Console, command: str, rest: str) -> None:
    """The command that gives what follows."""
    console.print()
    console.print(Rule(Text.assemble((f"recap {command} ", "bold"), rest), align="left", style="cyan"))
    console.print()


def _what_next(console: Console) -> None:
    console.print()
    console.print(Rule(Text("Your own conversations", "bold"), align="left", style="cyan"))
    console.print()
    commands = Table.grid(padding=(0, 2))
    commands.add_column(no_wrap=True)
    for command, what in NEXT:
        commands.add_row(Text(f"{_recap()} {command}", "bold"), what)
    console.print(commands)
    kept = f"The sample's database is gone again. Yours will be {read_settings().database} (RECAP_DATABASE)."
    console.print(Text(f"\n{kept}", "dim"))


def _recap() -> str:
    """How to call Recap from here: by its name, or by its path where the environment of `make demo` is not active."""
    beside = Path(sys.executable).with_name("recap")
    if which("recap") or not beside.exists() or not beside.is_relative_to(Path.cwd()):
        return "recap"
    return str(beside.relative_to(Path.cwd()))
