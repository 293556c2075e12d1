"""The composition root: the one place that says which implementation stands behind which port."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from adapters.presidio.detector import PresidioDetector
from adapters.presidio.options import Options
from bots.settings import Settings
from core.chunks import Lexical
from core.errors import OperatorError
from core.ports import Arrivals, Cohesion, Complete, Posts
from storage.master_key import FoundKey
from storage.sqlite import session
from storage.sqlite.audit import SqliteAudit
from storage.sqlite.complete import SqliteComplete
from storage.sqlite.messages import SqliteMessages
from storage.sqlite.posts import SqlitePosts
from storage.sqlite.privacy import SqlitePrivacy
from storage.sqlite.settings import SqliteSettings


@dataclass(frozen=True, slots=True)
class Stores:
    """What the database remembers, and the master key that it needs."""

    messages: Arrivals
    posts: Posts
    complete: Complete
    settings: SqliteSettings
    audit: SqliteAudit
    privacy: SqlitePrivacy
    master_key: FoundKey


@asynccontextmanager
async def stores(settings: Settings) -> AsyncIterator[Stores]:
    """Everything that is kept in the database. Errors: `OperatorError`."""
    async with session.opened(settings.database, settings.master_key) as opened:
        yield Stores(
            messages=SqliteMessages(opened),
            posts=SqlitePosts(opened),
            complete=SqliteComplete(opened),
            settings=SqliteSettings(opened),
            audit=SqliteAudit(opened),
            privacy=SqlitePrivacy(opened),
            master_key=opened.found,
        )


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
