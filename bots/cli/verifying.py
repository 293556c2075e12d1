"""`recap verify`."""

import argparse
import json
from typing import Any

from bots.cli.inert import inert
from bots.cli.transcripts import rows
from core.errors import InputError
from core.grounding.verifying import Verdict, Verifier
from core.models import Message


def run(options: argparse.Namespace) -> None:
    messages: tuple[Message, ...] = ()
    verifier = Verifier(messages)
    for row in rows(options.path):
        claim = row.extra.get("claim")
        if not isinstance(claim, str):
            raise InputError(options.path, f"row {row.id}: field 'claim' is missing or no text")
        if row.messages != messages:  # claims about one conversation mostly follow each other
            messages, verifier = row.messages, Verifier(row.messages)
        verdict = verifier.verify(claim)
        print(json.dumps(_to_json(row.id, verdict), ensure_ascii=False) if options.json else _line(row.id, verdict))


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
