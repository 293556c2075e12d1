"""The composition root: the one place that says which implementation stands behind which port."""

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bots.settings import Settings
from core.ports import MessageStore
from storage.master_key import FoundKey
from storage.sqlite import session
from storage.sqlite.audit import SqliteAudit
from storage.sqlite.messages import SqliteMessages
from storage.sqlite.privacy import SqlitePrivacy
from storage.sqlite.settings import SqliteSettings


@dataclass(frozen=True, slots=True)
class Stores:
    """What the database remembers, and the master key that it needs."""

    messages: MessageStore
    settings: SqliteSettings
    audit: SqliteAudit
    privacy: SqlitePrivacy
    master_key: FoundKey


def _to_standard_error(line: str) -> None:
    print(f"recap: {line}", file=sys.stderr)  # noqa: T201  whatever was started, its admin is to see this


@asynccontextmanager
async def stores(settings: Settings, say: Callable[[str], None] = _to_standard_error) -> AsyncIterator[Stores]:
    """Everything that is kept in the database; a key that had to be made is said. Errors: `OperatorError`."""
    async with session.opened(settings.database, settings.master_key) as opened:
        if opened.found.new:
            say(f"no RECAP_MASTER_KEY is set: made the key {opened.found.file}; keep a copy of it apart from backups")
        yield Stores(
            SqliteMessages(opened), SqliteSettings(opened), SqliteAudit(opened), SqlitePrivacy(opened), opened.found
        )


@asynccontextmanager
async def message_store(settings: Settings) -> AsyncIterator[MessageStore]:
    """The messages that were imported or heard. Errors: `OperatorError`."""
    async with stores(settings) as opened:
        yield opened.messages
