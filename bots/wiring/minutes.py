"""What summarizes, and what answers people."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from functools import partial

from adapters.presidio.detector import PresidioDetector
from adapters.presidio.options import Options
from bots.settings import Settings
from bots.wiring.batches import OnceNeeded
from bots.wiring.found import decisions, items
from bots.wiring.models import budget, entailment, paying, server
from bots.wiring.stores import Stores
from core.action_items.items import Items
from core.answering import Ahead, Minutes, Tools
from core.asking.summarizer import Summarizer
from core.hearing.backfill import Backfill
from core.limits.asking import Asking
from core.models import Channel
from core.ports import (
    Access,
    Admins,
)
from core.redaction.people import members
from core.redaction.policy import Policy
from storage.sqlite.session import utc_now

# Python computes in one thread at a time: with more of them the event loop would get its turn the later.
COMPUTING_THREADS = 2
NICE = 10  # half way to where a process gets only what nobody else wants


def detector(settings: Settings, behind: bool = False) -> PresidioDetector:
    """What looks for personal data and secrets, in processes of its own that start when they are needed.

    `behind`: for what nobody waits for, in one process that gives way to all others.
    """
    options = Options(settings.languages, settings.recognizers, settings.language_model)
    if behind:
        return PresidioDetector(options, 1, settings.analysis_seconds, NICE)
    return PresidioDetector(options, settings.analysis_processes, settings.analysis_seconds)


async def policy(stores: Stores, channel: Channel) -> Policy:
    """What the workspace wants redacted, and everybody who ever wrote there."""
    settings = await stores.settings.get(channel.platform, channel.workspace)
    return settings.policy.with_people(members(await stores.messages.authors(channel.platform, channel.workspace)))


@asynccontextmanager
async def summarizer(
    settings: Settings, stores: Stores, admins: Admins, offline: bool = False, cached: bool = True
) -> AsyncIterator[Summarizer]:
    """What summarizes, with models that pay. With `offline` none is asked, whatever is set."""
    async with detector(settings) as finds, AsyncExitStack() as stack:
        pay = None if offline else paying(stack, budget(settings, stores, admins))
        entails = await asyncio.to_thread(entailment, settings) if pay else None
        store, cache = (stores.messages, stores.cache) if cached else (None, None)
        threads = stack.enter_context(ThreadPoolExecutor(COMPUTING_THREADS, "computing"))
        compute = partial(asyncio.get_running_loop().run_in_executor, threads)
        yield Summarizer(finds, pay, store, cache, entails, compute)


@asynccontextmanager
async def minutes(
    settings: Settings,
    stores: Stores,
    access: Access,
    admins: Admins,
    backfill: Backfill | None = None,
    limited: bool = True,
    offline: bool = False,
    found: Items | None = None,
) -> AsyncIterator[Minutes]:
    """What answers people. With `offline` no model is asked, whatever is set; `limited`: each person only so often.

    `found` keeps the action items that answers find.
    """
    async with summarizer(settings, stores, admins, offline=offline) as summarizes:
        tools = _tools(settings, stores, access, admins, summarizes, found)
        yield Minutes(replace(tools, asking=tools.asking if limited else None, backfill=backfill))


@asynccontextmanager
async def ahead(settings: Settings, stores: Stores, access: Access, admins: Admins) -> AsyncIterator[Ahead]:
    """What summarizes at half the price what can wait."""
    async with summarizer(settings, stores, admins) as summarizes, AsyncExitStack() as stack:
        tools = _tools(settings, stores, access, admins, summarizes)
        yield Ahead(tools, OnceNeeded(stack), stores.submissions)


def _tools(
    settings: Settings,
    stores: Stores,
    access: Access,
    admins: Admins,
    summarizes: Summarizer,
    found: Items | None = None,
) -> Tools:
    return Tools(
        summarizer=summarizes,
        store=stores.messages,
        settings=stores.settings,
        access=access,
        budget=budget(settings, stores, admins),
        asking=Asking(stores.buckets, utc_now),
        results=stores.results,
        drafts=stores.drafts,
        audit=stores.audit,
        server=partial(server, settings),
        clock=utc_now,
        found=((found or items(stores, access)).found, decisions(stores, access).found),
    )
