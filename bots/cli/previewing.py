"""`recap preview CHANNEL`: what would leave for a model, to the last character, and nothing sent."""

import argparse
import asyncio
import sys
from datetime import UTC, datetime

from bots import wiring
from bots.cli.asked import Asked
from bots.cli.inert import inert
from bots.cli.stored import local_user, transcripts
from bots.settings import read_settings
from core.asking import prompt
from core.audit import AuditEntry
from core.models import Channel
from core.redaction.outgoing import Outgoing, prepare
from core.redaction.people import members
from core.redaction.policy import Policy


def run(options: argparse.Namespace) -> None:
    asyncio.run(_preview(Asked(options, datetime.now(UTC).astimezone())))


async def _preview(asked: Asked) -> None:
    settings = read_settings()
    async with wiring.stores(settings) as stores, wiring.detector(settings) as detector:
        async for transcript in transcripts(stores, asked):
            assert transcript.channel  # what was imported has one
            policy = await _policy(stores, transcript.channel)
            _show(await prepare(transcript, detector, policy, stores.messages))
            read = len(transcript.messages)
            await stores.audit.add(
                AuditEntry(datetime.now(UTC), local_user(), "preview", transcript.channel, "none", read)
            )


async def _policy(stores: wiring.Stores, channel: Channel) -> Policy:
    """What the workspace wants redacted, and everybody who ever wrote there."""
    settings = await stores.settings.get(channel.platform, channel.workspace)
    return settings.policy.with_people(members(await stores.messages.authors(channel.platform, channel.workspace)))


def _show(outgoing: Outgoing) -> None:
    leaves = prompt(outgoing)
    for line in f"{leaves.system}\n\n{leaves.text}".split("\n"):
        print(inert(line) if sys.stdout.isatty() else line)
    for left_out in outgoing.coverage.left_out:
        print(f"Left out: {left_out.count} ({left_out.reason})", file=sys.stderr)
