"""`recap audit`."""

import argparse
import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from bots.cli.asked import window
from bots.cli.inert import inert
from bots.cli.records import audit_to_json
from bots.settings import read_settings
from bots.wiring import stores
from core.audit import AuditEntry
from core.replies.times import moment


def run(options: argparse.Namespace) -> None:
    now = datetime.now(UTC).astimezone()
    for entry in asyncio.run(_entries(options, now)):
        print(json.dumps(audit_to_json(entry), ensure_ascii=False) if options.json else _line(entry))


async def _entries(options: argparse.Namespace, now: datetime) -> Sequence[AuditEntry]:
    async with stores(read_settings()) as opened:
        entries = await opened.audit.entries(window(options.since, options.until, now), options.workspace)
    return [e for e in entries if _is_channel(e, options.channel) and _is_by(e, options.who)]


def _is_channel(entry: AuditEntry, name: str | None) -> bool:
    names = entry.channel.id.casefold(), entry.channel.name.casefold()
    return name is None or name.removeprefix("#").casefold() in names


def _is_by(entry: AuditEntry, user: str | None) -> bool:
    if user is None:
        return True
    return entry.who is not None and user.removeprefix("@").casefold() in (
        entry.who.id.casefold(),
        entry.who.name.casefold(),
    )


def _line(entry: AuditEntry) -> str:
    who = entry.who.name if entry.who else "forgotten person"
    where = f" ({inert(entry.channel.workspace)})" if entry.channel.workspace else ", a file"
    line = (
        f"{moment(entry.at.astimezone())}  {inert(who)}  {entry.what} of #{inert(entry.channel.name)}{where}  "
        f"{entry.engine}, messages {entry.messages:,}, redactions {entry.redactions:,}, ${entry.cost:.4f}"
    )
    return f"{line}\n    {inert(entry.route)}" if entry.route else line
