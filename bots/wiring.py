"""The composition root: the one place that says which implementation stands behind which port."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from adapters.presidio.detector import PresidioDetector
from adapters.presidio.options import Options
from bots.settings import Settings
from core.chunks import Lexical
from core.errors import OperatorError
from core.ports import Cache, Cohesion, Drafts, MessageStore, Results
from storage.master_key import FoundKey
from storage.sqlite import session
from storage.sqlite.audit import SqliteAudit
from storage.sqlite.cache import SqliteCache
from storage.sqlite.drafts import SqliteDrafts
from storage.sqlite.messages import SqliteMessages
from storage.sqlite.privacy import SqlitePrivacy
from storage.sqlite.results import SqliteResults
from storage.sqlite.settings import SqliteSettings


@dataclass(frozen=True, slots=True)
class Stores:
    """What the database remembers, and the master key that it needs."""

    messages: MessageStore
    settings: SqliteSettings
    audit: SqliteAudit
    privacy: SqlitePrivacy
    master_key: FoundKey
    cache: Cache
    results: Results
    drafts: Drafts


@asynccontextmanager
async def stores(settings: Settings) -> AsyncIterator[Stores]:
    """Everything that is kept in the database. Errors: `OperatorError`."""
    async with session.opened(settings.database, settings.master_key) as opened, _cache(settings, opened) as cache:
        yield Stores(
            SqliteMessages(opened),
            SqliteSettings(opened),
            SqliteAudit(opened),
            SqlitePrivacy(opened),
            opened.found,
            cache,
            SqliteResults(opened),
            SqliteDrafts(opened),
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


def detector(settings: Settings) -> PresidioDetector:
    """What looks for personal data and secrets, in processes of its own that start when they are needed."""
    options = Options(settings.languages, settings.recognizers, settings.language_model)
    return PresidioDetector(options, settings.analysis_processes, settings.analysis_seconds)


def cohesion(settings: Settings) -> Cohesion:
    """What tells where a topic shifts. Errors: `OperatorError` where the model cannot be loaded."""
    if settings.embeddings_model is None:
        return Lexical()
    try:
        from adapters.embeddings.cohesion import Embedded
    except ImportError as error:
        raise OperatorError("RECAP_EMBEDDINGS_MODEL needs more: pip install 'recap-minutes[embed]'") from error
    return Embedded(settings.embeddings_model)
