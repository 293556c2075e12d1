"""The composition root: the one place that says which implementation stands behind which port."""

from contextlib import AbstractAsyncContextManager

from bots.settings import Settings
from core.ports import MessageStore
from storage.sqlite.messages import opened


def message_store(settings: Settings) -> AbstractAsyncContextManager[MessageStore]:
    """The messages that were imported or heard. Errors: `StorageError`."""
    return opened(settings.database)
