"""`recap preview CHANNEL`: what would leave for a model, to the last character, and nothing sent."""

import argparse
import asyncio
import sys
from datetime import UTC, datetime

from adapters.presidio.detector import PresidioDetector
from bots.cli import stored
from bots.cli.asked import Asked
from bots.cli.inert import inert
from core.asking import prompt
from core.models import Transcript
from core.redaction.outgoing import prepare


def run(options: argparse.Namespace) -> None:
    found: list[Transcript] = []

    def keep(transcript: Transcript) -> str:
        found.append(transcript)
        return "none"  # no engine answers: the audit log says so

    stored.each(Asked(options, datetime.now(UTC).astimezone()), "preview", keep)
    asyncio.run(_show(found))


async def _show(transcripts: list[Transcript]) -> None:
    async with PresidioDetector() as detector:
        for transcript in transcripts:
            outgoing = await prepare(transcript, detector)
            leaves = prompt(outgoing)
            for line in f"{leaves.system}\n\n{leaves.text}".split("\n"):
                print(inert(line) if sys.stdout.isatty() else line)
            for left_out in outgoing.coverage.left_out:
                print(f"Left out: {left_out.count} ({left_out.reason})", file=sys.stderr)
