"""`recap summarize`."""

import argparse
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from bots.cli.asked import Asked
from bots.cli.transcripts import rows
from bots.cli.wire import summary_to_json
from core.errors import RequestError
from core.models import Channel, Transcript
from core.offline import engine
from core.reading import assemble
from core.summary import Summary, SummaryRequest

Show = Callable[[Summary, Transcript], None]


def run(options: argparse.Namespace) -> None:
    asked = Asked(options, datetime.now(UTC).astimezone())
    request = SummaryRequest(options.max_words, options.focus)
    show = _show_json if options.json else _show_page()

    answered = 0

    def answer(transcript: Transcript) -> str:
        nonlocal answered
        answered += 1
        summary = engine.summarize(transcript, request)
        show(summary, transcript)
        return summary.engine

    if not options.path:
        from bots.cli import stored  # with the database: not wanted for a file

        stored.each(asked, "summary", answer)
    elif asked.workspace:
        raise RequestError("--workspace is for what was imported: a file of transcripts has none")
    else:
        for transcript in _given(options.path, asked):
            answer(transcript)
    if not answered and (asked.author or asked.channel or asked.thread):
        raise asked.nowhere()


def _given(path: str, asked: Asked) -> Iterator[Transcript]:
    for row in rows(path):
        if asked.is_channel(row.id, row.channel) and (wanted := asked.narrow(row.messages)) is not None:
            channel = Channel("jsonl", "", row.id, row.channel) if row.channel else None
            yield assemble(row.id, wanted, channel)


def _show_json(summary: Summary, transcript: Transcript) -> None:
    answer = summary_to_json(summary)
    if transcript.channel and transcript.channel.workspace:  # imported: there the id alone does not say where it was
        answer |= {"channel": transcript.channel.name, "workspace": transcript.channel.workspace}
    print(json.dumps(answer, ensure_ascii=False), flush=True)


def _show_page() -> Show:
    from rich.console import Console

    from bots.cli import page

    console = Console()
    return lambda summary, transcript: page.show(summary, transcript, console)
