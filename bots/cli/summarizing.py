"""`recap summarize`."""

import argparse
import json
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime

from bots.cli.asked import Asked
from bots.cli.transcripts import rows
from bots.cli.wire import summary_to_json
from core.errors import RequestError
from core.models import Channel, Transcript
from core.reading import assemble
from core.summary import Summary, SummaryRequest

Show = Callable[[Summary, Transcript], None]


def run(options: argparse.Namespace) -> None:
    asked = Asked(options, datetime.now(UTC).astimezone())
    request = SummaryRequest(options.max_words, options.focus, options.language)
    if options.path and asked.workspace:
        raise RequestError("--workspace is for what was imported: a file of transcripts has none")
    if options.path and (options.offline or not has_key()):
        answered = _offline(_given(options.path, asked), request, _show(options))
    else:
        import asyncio  # nor the database: not wanted for a file

        answered = asyncio.run(_online(options, asked, request))
    if not answered and (asked.author or asked.channel or asked.thread):
        raise asked.nowhere()


def has_key() -> bool:
    from bots.settings import read_settings

    return bool(read_settings().anthropic_api_key)


def _offline(transcripts: Iterator[Transcript], request: SummaryRequest, show: Show) -> int:
    """Needs no database; returns how many were answered."""
    from core.offline import engine

    answered = 0
    for transcript in transcripts:
        show(engine.summarize(transcript, request), transcript)
        answered += 1
    return answered


async def _online(options: argparse.Namespace, asked: Asked, request: SummaryRequest) -> int:
    """With all that the database knows, and a model unless told otherwise; returns how many were answered."""
    from rich.console import Console

    from bots import wiring
    from bots.cli.growing import Growing
    from bots.cli.local import LocalAccess
    from bots.cli.stored import local_user, transcripts
    from bots.cli.telling import OnStandardError
    from bots.settings import read_settings
    from core.answering import Question
    from core.asking.first_words import PATIENCE_SECONDS
    from core.asking.readers import Nobody

    settings, show, console = read_settings(), _show(options), Console()
    growing = Growing(console) if console.is_terminal and not options.json else None
    answered = 0
    async with (
        wiring.stores(settings) as stores,
        wiring.minutes(
            settings, stores, LocalAccess(), OnStandardError(), limited=False, offline=options.offline
        ) as minutes,
    ):
        found = _each(_given(options.path, asked)) if options.path else transcripts(stores, asked)
        async for transcript in found:
            channel = transcript.channel or _channel(transcript.id)
            question = Question(local_user(), channel, request=request, patience=PATIENCE_SECONDS)
            given = await minutes.about(question, transcript, growing or Nobody())
            if growing:
                growing.gone()
            show(given.summary, transcript)
            answered += 1
    return answered


async def _each(transcripts: Iterator[Transcript]) -> AsyncIterator[Transcript]:
    for transcript in transcripts:
        yield transcript


def _given(path: str, asked: Asked) -> Iterator[Transcript]:
    for row in rows(path):
        if asked.is_channel(row.id, row.channel) and (wanted := asked.narrow(row.messages)) is not None:
            yield assemble(row.id, wanted, _channel(row.id, row.channel) if row.channel else None)


def _channel(id: str, name: str = "") -> Channel:
    """That of a transcript from a file, which has no workspace."""
    return Channel("jsonl", "", id, name or id)


def _show(options: argparse.Namespace) -> Show:
    if options.json:
        return _show_json
    from rich.console import Console

    from bots.cli import page

    console = Console()
    return lambda summary, transcript: page.show(summary, transcript, console)


def _show_json(summary: Summary, transcript: Transcript) -> None:
    answer = summary_to_json(summary)
    if transcript.channel and transcript.channel.workspace:  # imported: there the id alone does not say where it was
        answer |= {"channel": transcript.channel.name, "workspace": transcript.channel.workspace}
    print(json.dumps(answer, ensure_ascii=False), flush=True)
