"""`recap redact`."""

import argparse
import asyncio
import json
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from adapters.presidio.detector import BATCH_MAX_TEXTS
from bots import wiring
from bots.cli.transcripts import lines, where
from bots.settings import read_settings
from core.errors import InputError
from core.ports import Detector
from core.redaction.people import Member
from core.redaction.policy import Policy
from core.redaction.pseudonyms import Pseudonyms
from core.redaction.spans import Finding

BATCHES_AHEAD = 8  # enough that no process waits for the next


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    text: str
    people: tuple[str, ...]


Examined = asyncio.Task[list[tuple[Row, tuple[Finding, ...]]]]


def run(options: argparse.Namespace) -> None:
    asyncio.run(_redact(options.path, options.json))


async def _redact(path: str, as_json: bool) -> None:
    async with wiring.detector(read_settings()) as detector:
        ahead: deque[Examined] = deque()
        try:
            for batch in _batches(_rows(path)):
                ahead.append(asyncio.create_task(_examined(detector, batch)))
                if len(ahead) > BATCHES_AHEAD:
                    _print(await ahead.popleft(), as_json)
            while ahead:
                _print(await ahead.popleft(), as_json)
        finally:
            for task in ahead:
                task.cancel()


async def _examined(detector: Detector, batch: list[Row]) -> list[tuple[Row, tuple[Finding, ...]]]:
    policy = Policy(people=tuple(Member(name, (name,)) for name in batch[0].people))
    found = await detector.find([row.text for row in batch], policy)
    return [(r, _withheld(r.text) if f is None else f) for r, f in zip(batch, found, strict=True)]


def _print(examined: list[tuple[Row, tuple[Finding, ...]]], as_json: bool) -> None:
    out = []
    for row, findings in examined:
        hidden = Pseudonyms().hide(row.id, row.text, findings) if findings else row.text
        out.append(json.dumps(_answer(row.id, hidden, findings), ensure_ascii=False) if as_json else hidden)
    print("\n".join(out))


def _withheld(text: str) -> tuple[Finding, ...]:
    """A text that was not examined in time: all of it stays here."""
    return (Finding("WITHHELD", 0, len(text)),)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows with the same people together, as far as they follow each other."""
    for _, same in groupby(rows, key=lambda row: row.people):
        while batch := list(islice(same, BATCH_MAX_TEXTS)):
            yield batch


def _rows(path: str) -> Iterator[Row]:
    for number, line in enumerate(lines(path), 1):
        if line.strip():
            yield _row(line, f"{where(path)}, line {number}")


def _row(line: bytes, place: str) -> Row:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise InputError(place, f"not JSON ({error})") from None
    if not isinstance(data, dict) or not isinstance(data.get("id"), str) or not isinstance(data.get("text"), str):
        raise InputError(place, 'not an object with "id" and "text"')
    people = data.get("people") or []
    if not isinstance(people, list) or not all(isinstance(name, str) for name in people):
        raise InputError(place, "field 'people' is not a list of names")
    return Row(data["id"], data["text"], tuple(people))


def _answer(id: str, hidden: str, findings: tuple[Finding, ...]) -> dict[str, Any]:
    found = [{"type": f.type, "start": f.start, "end": f.end, "score": f.score} for f in findings]
    return {"id": id, "text": hidden, "findings": found}
