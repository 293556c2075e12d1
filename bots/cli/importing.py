"""`recap import`. It examines nothing: personal data is looked for before the first model call, or by a worker."""

import argparse
import asyncio
import json
import sys
from collections import Counter, deque
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

from rich.console import Console

from adapters.exports.detect import open_export
from adapters.exports.export import Export
from adapters.exports.files import Stream
from adapters.exports.jsonl import JsonlExport
from bots.cli.imported import show
from bots.cli.progress import progress
from bots.cli.transcripts import STDIN
from bots.settings import read_settings
from bots.wiring import stores
from core.models import Channel, Message

BATCH_MESSAGES = 2000
BATCHES_AHEAD = 4

Batch = tuple[Channel, list[Message]]


def run(options: argparse.Namespace) -> None:
    export = _opened(options.path, options.workspace)
    new: int | None = None
    with closing(_batches(export)) as batches:
        if options.dry_run:
            for _ in batches:
                pass
        else:
            new = asyncio.run(_store(batches))
    found = counts(export)
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        show(export.files.name, found, new, Console())


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


def _opened(path: str, workspace: str | None) -> Export:
    if path == STDIN:
        return JsonlExport(Stream(sys.stdin.buffer), workspace)
    return open_export(Path(path), workspace)


def _by_name(channels: Mapping[Channel, int]) -> dict[str, int]:
    """Two channels of one name are told apart by their ids."""
    names = Counter(channel.name for channel in channels)
    return {c.name if names[c.name] == 1 else f"{c.name} ({c.id})": count for c, count in channels.items()}


async def _store(batches: Iterator[Batch]) -> int:
    """Stores everything or, after an error, nothing; returns how many messages were new.

    Reading has its own thread and is some batches ahead. The first are read before the database is opened: most broken
    exports are found before it is even made.
    """
    new = 0
    with ThreadPoolExecutor(1) as reader:
        ahead = deque(reader.submit(next, batches, None) for _ in range(BATCHES_AHEAD))
        for reading in ahead:
            await asyncio.wrap_future(reading)
        async with stores(read_settings()) as opened:
            async with opened.messages.importing() as writes:
                while batch := await asyncio.wrap_future(ahead.popleft()):
                    ahead.append(reader.submit(next, batches, None))
                    new += await writes.add(*batch)
            if file := opened.master_key.file:
                print(f"recap: the key to what is stored is in {file}: keep a copy apart from backups", file=sys.stderr)
    return new


def _batches(export: Export) -> Generator[Batch, None, None]:
    """Runs of messages of one channel, at most `BATCH_MESSAGES` long, with a progress bar."""
    with progress(f"Importing {export.files.name}", sum(size or 0 for size in export.files.sizes.values())) as done:
        batch: Batch | None = None
        for channel, message in export.messages():
            if batch and (channel is not batch[0] or len(batch[1]) == BATCH_MESSAGES):
                yield batch
                batch = None
                done(export.files.read)
            if batch:
                batch[1].append(message)
            else:
                batch = channel, [message]
        if batch:
            yield batch
