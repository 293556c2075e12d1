"""The composition root: the one place that says which implementation stands behind which port."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Literal

from adapters.presidio.detector import PresidioDetector
from adapters.presidio.options import Options
from bots.settings import Settings
from core.answering import Ahead, Minutes, Tools
from core.asking.summarizer import Pay, Summarizer
from core.chunks import Lexical
from core.errors import OperatorError
from core.hearing.backfill import Backfill
from core.limits.asking import Asking
from core.models import Channel
from core.ports import (
    Access,
    Admins,
    Arrivals,
    Buckets,
    Cache,
    Cohesion,
    Complete,
    Drafts,
    Entailment,
    Ledger,
    Model,
    Models,
    Posts,
    Results,
    Server,
)
from core.ports.submissions import Submissions
from core.redaction.people import members
from core.redaction.policy import Policy
from core.spending.budget import Budget
from core.spending.paid import Paid
from core.turns import InTurn, Turns
from core.workspace import WorkspaceSettings
from storage.master_key import FoundKey
from storage.sqlite import session
from storage.sqlite.audit import SqliteAudit
from storage.sqlite.buckets import SqliteBuckets
from storage.sqlite.cache import SqliteCache
from storage.sqlite.complete import SqliteComplete
from storage.sqlite.drafts import SqliteDrafts
from storage.sqlite.installations import SqliteInstallations
from storage.sqlite.ledger import SqliteLedger
from storage.sqlite.messages import SqliteMessages
from storage.sqlite.posts import SqlitePosts
from storage.sqlite.privacy import SqlitePrivacy
from storage.sqlite.results import SqliteResults
from storage.sqlite.session import utc_now
from storage.sqlite.settings import SqliteSettings
from storage.sqlite.submissions import SqliteSubmissions

CALLS_AT_ONCE = 40  # of a process: the parts of a transcript of 5,000 messages and room for others


# Python computes in one thread at a time: with more of them the event loop would get its turn the later.
COMPUTING_THREADS = 2
NICE = 10  # half way to where a process gets only what nobody else wants


@dataclass(frozen=True, slots=True)
class Stores:
    """What the database remembers, and the master key that it needs."""

    messages: Arrivals
    posts: Posts
    complete: Complete
    settings: SqliteSettings
    audit: SqliteAudit
    privacy: SqlitePrivacy
    ledger: Ledger
    buckets: Buckets
    master_key: FoundKey
    cache: Cache
    results: Results
    drafts: Drafts
    submissions: Submissions
    installations: SqliteInstallations


@asynccontextmanager
async def stores(settings: Settings) -> AsyncIterator[Stores]:
    """Everything that is kept in the database. Errors: `OperatorError`."""
    async with session.opened(settings.database, settings.master_key) as opened, _cache(settings, opened) as cache:
        yield Stores(
            messages=SqliteMessages(opened),
            settings=SqliteSettings(opened),
            audit=SqliteAudit(opened),
            privacy=SqlitePrivacy(opened),
            ledger=SqliteLedger(opened),
            buckets=SqliteBuckets(opened),
            master_key=opened.found,
            cache=cache,
            results=SqliteResults(opened),
            drafts=SqliteDrafts(opened),
            submissions=SqliteSubmissions(opened),
            posts=SqlitePosts(opened),
            complete=SqliteComplete(opened),
            installations=SqliteInstallations(opened),
        )


@asynccontextmanager
async def _cache(settings: Settings, opened: session.Session) -> AsyncIterator[Cache]:
    """In the database, or in the Redis server that is named, which then hears of every change of a message."""
    if settings.redis_url is None:
        yield SqliteCache(opened)
        return
    from storage.redis import server  # not loaded where none is named
    from storage.redis.cache import RedisCache

    async with server.connected(settings.redis_url) as redis:
        opened.outside = cache = RedisCache(redis, opened)
        yield cache


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


def server(settings: Settings, own: WorkspaceSettings) -> Server | None:
    """Whom the models of a workspace are asked of: its own server, else the installation's, None where that has no key.

    The installation's keys are never sent to a workspace's server; one of its own may need none.
    """
    elsewhere = own.model_url not in (None, settings.anthropic_url)
    keys = (own.model_key,) if own.model_key else () if elsewhere else settings.anthropic_api_key
    if not keys and not elsewhere:
        return None
    auth: Literal["bearer", "x-api-key"] = "bearer" if own.model_auth == "bearer" else "x-api-key"
    return Server(own.model_url or settings.anthropic_url, keys, auth, own.model_version, own.model_region)


@asynccontextmanager
async def summarizer(
    settings: Settings, stores: Stores, admins: Admins, offline: bool = False, cached: bool = True
) -> AsyncIterator[Summarizer]:
    """What summarizes, with models that pay. With `offline` none is asked, whatever is set."""
    async with detector(settings) as finds, AsyncExitStack() as stack:
        pay = None if offline else _paying(stack, _budget(settings, stores, admins))
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
) -> AsyncIterator[Minutes]:
    """What answers people. With `offline` no model is asked, whatever is set; `limited`: each person only so often."""
    async with summarizer(settings, stores, admins, offline=offline) as summarizes:
        tools = _tools(settings, stores, access, admins, summarizes)
        yield Minutes(replace(tools, asking=tools.asking if limited else None, backfill=backfill))


@asynccontextmanager
async def ahead(settings: Settings, stores: Stores, access: Access, admins: Admins) -> AsyncIterator[Ahead]:
    """What summarizes at half the price what can wait."""
    from adapters.claude.model import Claude  # the SDK takes a second to import

    async with summarizer(settings, stores, admins) as summarizes, Claude() as claude:
        tools = _tools(settings, stores, access, admins, summarizes)
        yield Ahead(tools, claude.batches, stores.submissions)


def _tools(settings: Settings, stores: Stores, access: Access, admins: Admins, summarizes: Summarizer) -> Tools:
    return Tools(
        summarizer=summarizes,
        store=stores.messages,
        settings=stores.settings,
        access=access,
        budget=_budget(settings, stores, admins),
        asking=Asking(stores.buckets, utc_now),
        results=stores.results,
        drafts=stores.drafts,
        audit=stores.audit,
        server=partial(server, settings),
        clock=utc_now,
    )


def _budget(settings: Settings, stores: Stores, admins: Admins) -> Budget:
    return Budget(stores.ledger, admins, settings.daily_cap, settings.monthly_cap, utc_now)


def _paying(stack: AsyncExitStack, budget: Budget) -> Pay:
    """Models that pay. The SDK takes a second to import: only once one is asked."""
    turns = Turns(CALLS_AT_ONCE)

    @cache
    def claude() -> Model:
        from adapters.claude.model import Claude

        made = Claude()
        stack.push_async_exit(made)
        return made

    return lambda own, bill: InTurn(Paid(claude(), budget, own, bill), turns)


@asynccontextmanager
async def models() -> AsyncIterator[Models]:
    """What tells which models a server has."""
    from adapters.claude.model import Claude  # the SDK takes a second to import

    async with Claude() as claude:
        yield claude.models


def cohesion(settings: Settings) -> Cohesion:
    """What tells where a topic shifts. Errors: `OperatorError` where the model cannot be loaded."""
    if settings.embeddings_model is None:
        return Lexical()
    try:
        from adapters.embeddings.cohesion import Embedded
    except ImportError as error:
        raise OperatorError("RECAP_EMBEDDINGS_MODEL needs more: pip install 'recap-minutes[embed]'") from error
    return Embedded(settings.embeddings_model)


def entailment(settings: Settings) -> Entailment | None:
    """What tells how well messages support a statement; None: its wording does. Errors: as `cohesion`."""
    if settings.entailment_model is None:
        return None
    try:
        from adapters.entailment.model import Entailing
    except ImportError as error:
        raise OperatorError("RECAP_ENTAILMENT_MODEL needs more: pip install 'recap-minutes[nli]'") from error
    return Entailing(settings.entailment_model)
