"""`recap verify`."""

import argparse
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

from adapters.exports.jsonl import Row
from bots.cli.inert import inert
from bots.cli.summarizing import has_key
from bots.cli.transcripts import rows
from core.errors import InputError
from core.grounding.verifying import Verdict, Verifier

Judged = tuple[str, Verdict]


def run(options: argparse.Namespace) -> None:
    if options.offline or not has_key():
        for judged in (one for group in _groups(options.path) for one in _offline(group)):
            _show(judged, options.json)
    else:
        import asyncio  # nor the database: not wanted offline

        asyncio.run(_online(options))


async def _online(options: argparse.Namespace) -> None:
    async for judged in _read(_groups(options.path)):
        _show(judged, options.json)


async def _read(groups: Iterator[list[Row]]) -> AsyncIterator[Judged]:
    """The large model reads what the hard checks found nothing wrong with."""
    from bots import wiring
    from bots.cli.telling import OnStandardError
    from bots.settings import read_settings
    from core.asking import claims
    from core.asking.asked import Asked
    from core.reading import assemble
    from core.workspace import WorkspaceSettings

    settings, own = read_settings(), WorkspaceSettings()
    async with (
        wiring.stores(settings) as stores,
        wiring.summarizer(settings, stores, OnStandardError(), cached=False) as tools,
    ):
        for group in groups:
            transcript = assemble(group[0].id, group[0].messages)
            asked = Asked(transcript, settings=own, server=wiring.server(settings, own))
            judged = _offline(group)
            verdicts = await claims.read(tools, asked, [_claim(row) for row in group], [v for _, v in judged])
            for row, verdict in zip(group, verdicts, strict=True):
                yield row.id, verdict


def _groups(path: str) -> Iterator[list[Row]]:
    """Claims about one conversation mostly follow each other: it is prepared once for them.

    Errors: `InputError` for a row that is wrong, once those before it were given.
    """
    group: list[Row] = []
    try:
        for row in _checked(path):
            if group and row.messages != group[0].messages:
                yield group
                group = []
            group.append(row)
    except InputError:
        if group:
            yield group
        raise
    if group:
        yield group


def _checked(path: str) -> Iterator[Row]:
    for row in rows(path):
        if not isinstance(row.extra.get("claim"), str):
            raise InputError(path, f"row {row.id}: field 'claim' is missing or no text")
        yield row


def _claim(row: Row) -> str:
    return str(row.extra["claim"])


def _offline(group: Sequence[Row]) -> list[Judged]:
    verifier = Verifier(group[0].messages)
    return [(row.id, verifier.verify(_claim(row))) for row in group]


def _show(judged: Judged, as_json: bool) -> None:
    print(json.dumps(_to_json(*judged), ensure_ascii=False) if as_json else _line(*judged))


def _to_json(id: str, verdict: Verdict) -> dict[str, Any]:
    return {
        "id": id,
        "supported": verdict.supported,
        "score": round(verdict.score, 4),
        "sources": list(verdict.sources),
    }


def _line(id: str, verdict: Verdict) -> str:
    """The answer for a person: what it is, what speaks against it, where to read."""
    says = "supported" if verdict.supported else "not supported"
    against = "; ".join(f"{f.kind} {f.what!r} is not what the messages say" for f in verdict.failures)
    sources = f"see {', '.join(verdict.sources[:3])}" if verdict.sources else ""
    return inert(f"{id}: " + "; ".join(filter(None, (f"{says} ({verdict.score:.0%})", against, sources))))
