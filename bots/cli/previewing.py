"""`recap preview CHANNEL`: what would leave for a model, to the last character, and nothing sent."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from bots import wiring
from bots.cli.asked import Asked
from bots.cli.inert import inert
from bots.cli.stored import local_user, transcripts
from bots.settings import read_settings
from core import prompts
from core.asking.lines import Numbered
from core.asking.prompts import NAME, part
from core.audit import AuditEntry
from core.models import Channel, Transcript
from core.redaction.outgoing import Outgoing, prepare
from core.redaction.people import Member, members
from core.routing import route
from core.summary import SummaryRequest
from core.workspace import WorkspaceSettings


def run(options: argparse.Namespace) -> None:
    asyncio.run(_preview(Asked(options, datetime.now(UTC).astimezone())))


async def _preview(asked: Asked) -> None:
    settings = read_settings()
    async with wiring.stores(settings) as stores, wiring.detector(settings) as detector:
        async for transcript in transcripts(stores, asked):
            assert transcript.channel  # what was imported has one
            own = await stores.settings.get(transcript.channel.platform, transcript.channel.workspace)
            policy = own.policy.with_people(await _people(stores, transcript.channel))
            _show(transcript, await prepare(transcript, detector, policy, stores.messages), own)
            read = len(transcript.messages)
            await stores.audit.add(
                AuditEntry(datetime.now(UTC), local_user(), "preview", transcript.channel, "none", read)
            )


async def _people(stores: wiring.Stores, channel: Channel) -> Sequence[Member]:
    """Everybody who ever wrote in the workspace."""
    return members(await stores.messages.authors(channel.platform, channel.workspace))


def _show(transcript: Transcript, outgoing: Outgoing, settings: WorkspaceSettings) -> None:
    """The prompts of all parts, one after the other."""
    numbered, version = Numbered(transcript, outgoing), prompts.versions(NAME)[-1]
    for one in route(transcript, settings).parts:
        leaves = part(numbered, one.ids, SummaryRequest(), version)
        for line in f"{leaves.system}\n\n{leaves.text}\n\n{leaves.question}".split("\n"):
            print(inert(line) if sys.stdout.isatty() else line)
    for left_out in outgoing.coverage.left_out:
        print(f"Left out: {left_out.count} ({left_out.reason})", file=sys.stderr)
