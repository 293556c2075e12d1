"""`recap review`."""

import argparse
import asyncio

from rich.console import Console

from bots.cli import page
from bots.cli.inert import inert
from bots.cli.local import LocalAccess
from bots.settings import read_settings
from bots.wiring import Stores, stores
from core.models import Transcript
from core.reading import assemble
from core.replies.times import moment
from core.review import Draft, release


def run(options: argparse.Namespace) -> None:
    asyncio.run(_review(options))


async def _review(options: argparse.Namespace) -> None:
    async with stores(read_settings()) as opened:
        if options.action == "list":
            for draft in await opened.drafts.list():
                print(_line(draft))
        elif options.action == "show":
            await _show(opened, await opened.drafts.get(options.id))
        elif options.action == "release":
            await _release(opened, options.id)
        else:
            draft = await opened.drafts.get(options.id)
            await opened.drafts.remove(draft.id)
            print(f"{draft.id} is removed")


async def _show(opened: Stores, draft: Draft) -> None:
    page.show(draft.summary, await _transcript(opened, draft), Console())
    print(_line(draft))
    request = draft.request
    asked = {"focus": request.focus, "language": request.language, "words": request.max_words}
    for what, value in asked.items():
        if value is not None:
            print(f"  {what}: {inert(str(value))}")
    for failed in draft.failed:
        print(f"  failed, {inert(failed.why)}: {inert(failed.statement.text)}")


async def _release(opened: Stores, id: str) -> None:
    async def deliver(draft: Draft) -> None:
        page.show(draft.summary, await _transcript(opened, draft), Console())

    draft = await release(id, opened.drafts, LocalAccess(), deliver)
    print(f"{draft.id} is released to {inert(draft.requester.name)}")


async def _transcript(opened: Stores, draft: Draft) -> Transcript:
    """The messages that the draft rests on, as they stand in the store."""
    ids = frozenset(draft.messages)
    return assemble(
        draft.summary.id, [m async for m in opened.messages.read(draft.channel) if m.id in ids], draft.channel
    )


def _line(draft: Draft) -> str:
    stakes = "HIGH STAKES  " if draft.high_stakes else ""
    delivered = sum(1 for _ in draft.summary.statements())
    return (
        f"{draft.id}  {stakes}{moment(draft.at.astimezone())}  {inert(draft.requester.name)}  "
        f"#{inert(draft.channel.name)} ({inert(draft.channel.workspace)})  "
        f"failed {len(draft.failed):,} of {delivered + len(draft.failed):,}"
    )
