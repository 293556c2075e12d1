"""`recap redact`."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from adapters.presidio.detector import Detector
from core.errors import InputError
from core.redaction.people import Member
from core.redaction.policy import Policy
from core.redaction.pseudonyms import Pseudonyms
from core.redaction.spans import Finding


def run(options: argparse.Namespace) -> None:
    detector = Detector()
    with _opened(options.path) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                id, text, people = _row(line, f"{options.path}, line {number}")
                findings = detector.find(text, Policy(people=people))
                hidden = Pseudonyms().hide(id, text, findings)
                print(json.dumps(_answer(id, hidden, findings), ensure_ascii=False) if options.json else hidden)


@contextmanager
def _opened(path: str) -> Iterator[TextIO]:
    if path == "-":
        yield sys.stdin
        return
    try:
        with Path(path).open(encoding="utf-8") as file:
            yield file
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})") from None


def _row(line: str, where: str) -> tuple[str, str, tuple[Member, ...]]:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise InputError(where, f"not JSON ({error})") from None
    if not isinstance(data, dict) or not isinstance(data.get("id"), str) or not isinstance(data.get("text"), str):
        raise InputError(where, 'not an object with "id" and "text"')
    people = data.get("people") or []
    if not isinstance(people, list) or not all(isinstance(name, str) for name in people):
        raise InputError(where, "field 'people' is not a list of names")
    return data["id"], data["text"], tuple(Member(name, (name,)) for name in people)


def _answer(id: str, hidden: str, findings: tuple[Finding, ...]) -> dict[str, Any]:
    found = [{"type": f.type, "start": f.start, "end": f.end, "score": f.score} for f in findings]
    return {"id": id, "text": hidden, "findings": found}
