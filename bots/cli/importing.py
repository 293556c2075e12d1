"""`recap import`."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from adapters.exports.detect import open_export
from adapters.exports.export import Export
from core.models import Channel, Message

BATCH_MESSAGES = 500
LONG_BYTES = 10 << 20  # about a second's work; less needs no progress bar

Batch = tuple[Channel, list[Message]]


def run(options: argparse.Namespace) -> None:
    export = open_export(Path(options.path), options.workspace)
    batches = _batches(export)
    if sys.stderr.isatty() and sum(export.files.sizes.values()) > LONG_BYTES:
        batches = _with_progress(export, batches)
    for _ in batches:
        pass
    if options.json:
        print(json.dumps(counts(export), ensure_ascii=False))
    else:
        _show(export)


def counts(export: Export) -> dict[str, Any]:
    """What was in an export that has been read: the contract of `recap import --json`."""
    tally = export.tally
    return {
        "platform": export.platform,
        "users": tally.users,
        "channels": _by_name(tally.channels),
        "messages": tally.messages,
        "threads": tally.threads,
        "replies": tally.replies,
        "reactions": tally.reactions,
        "edited": tally.edited,
        "files": tally.files,
        "skipped": [{"reason": reason, "count": count} for reason, count in tally.skipped.items()],
    }


def _by_name(channels: Counter[Channel]) -> dict[str, int]:
    """Two channels of one name are told apart by their ids."""
    names = Counter(channel.name for channel in channels)
    return {c.name if names[c.name] == 1 else f"{c.name} ({c.id})": count for c, count in channels.items()}


def _batches(export: Export) -> Iterator[Batch]:
    """Runs of messages of one channel, at most `BATCH_MESSAGES` long."""
    for channel, pairs in groupby(export.messages(), key=lambda pair: pair[0]):
        while batch := [message for _, message in islice(pairs, BATCH_MESSAGES)]:
            yield channel, batch


def _with_progress(export: Export, batches: Iterable[Batch]) -> Iterator[Batch]:
    """The same batches, with a bar on standard error while they are taken."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Importing"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=sum(export.files.sizes.values()))
        for batch in batches:
            progress.update(task, completed=export.files.read)
            yield batch


def _show(export: Export) -> None:
    from rich.console import Console

    Console().print(counts(export))
