"""`recap review`."""

import argparse
import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from rich.console import Console

from bots.cli import page
from bots.cli.inert import inert
from bots.cli.local import LocalAccess, is_local
from bots.platforms import PLATFORMS, Releasing
from bots.settings import Settings, read_settings
from bots.wiring import Stores, stores
from core.errors import OperatorError
from core.models import Transcript
from core.reading import assemble
from core.replies.times import moment
from core.review import Draft, release


def run(options: argparse.Namespace) -> None:
    asyncio.run(_review(options))


async def _review(options: argparse.Namespace) -> None:
    settings = read_settings()
    async with stores(settings) as opened:
        if options.action == "list":
            drafts = await opened.drafts.list()
            print("\n".join(map(_line, drafts)) or "No answer waits for a look.")
        elif options.action == "show":
            await _show(opened, await opened.drafts.get(options.id))
        elif options.action == "release":
            await _release(settings, opened, options.id)
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
        print(f"  failed: {inert(failed.statement.text)}\n    {inert(failed.why)}")


async def _release(settings: Settings, opened: Stores, id: str) -> None:
    """To who asked, on the platform on which they asked: by the command line it is shown here."""
    draft = await opened.drafts.get(id)
    async with _to(draft, settings, opened) as to:
        await release(id, opened.drafts, to.access, to.deliver)
    print(f"{draft.id} is released to {inert(draft.requester.name)}{_where(draft)}")


@asynccontextmanager
async def _to(draft: Draft, settings: Settings, opened: Stores) -> AsyncIterator[Releasing]:
    async def show(draft: Draft) -> None:
        page.show(draft.summary, await _transcript(opened, draft), Console())

    if is_local(draft.requester):
        yield Releasing(LocalAccess(), show)
        return
    platform = next(p for p in PLATFORMS if p.name == draft.channel.platform)
    if not platform.configured(settings):
        asked = f"{inert(draft.requester.name)} asked in {platform.name.capitalize()}"
        raise OperatorError(f"{asked}, which cannot be reached without {platform.needs}: nothing was delivered")
    async with platform.releasing(settings, opened, lambda: datetime.now(UTC)) as releasing:
        yield releasing


def _where(draft: Draft) -> str:
    return "" if is_local(draft.requester) else f", by direct message in {draft.channel.platform.capitalize()}"


async def _transcript(opened: Stores, draft: Draft) -> Transcript:
    """The messages that the draft rests on, as they stand in the store."""
    ids = frozenset(draft.messages)
    return assemble(
        draft.summary.id, [m async for m in opened.messages.read(draft.channel) if m.id in ids], draft.channel
    )


def _line(draft: Draft) -> str:
    stakes = "HIGH STAKES  " if draft.high_stakes else ""
    failed = [it.statement.text for it in draft.failed]
    others = sum(said.text not in failed for said in draft.summary.statements())
    return (
        f"{draft.id}  {stakes}{moment(draft.at.astimezone())}  {inert(draft.requester.name)}  "
        f"#{inert(draft.channel.name)} ({inert(draft.channel.workspace)})  "
        f"failed {len(failed):,} of {others + len(failed):,}"
    )
