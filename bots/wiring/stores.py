"""What stands behind the ports that remember."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bots.settings import Settings
from core.ports import (
    Arrivals,
    Buckets,
    Cache,
    Complete,
    Drafts,
    Ledger,
    Posts,
    Results,
)
from core.ports.submissions import Submissions
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
from storage.sqlite.settings import SqliteSettings
from storage.sqlite.submissions import SqliteSubmissions


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
