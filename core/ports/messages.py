"""What remembers messages."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from core.models import Channel, Message, Person, Window
from core.redaction.spans import Finding

__all__ = ["Examined", "Import", "MessageStore", "Window"]

Examined = tuple[Message, tuple[Finding, ...]]


class Import(Protocol):
    """Writes of one import: all of them take effect together when the block ends, or none does."""

    async def add(self, channel: Channel, messages: Sequence[Message]) -> int:
        """Store these messages of a channel, its present name, and its topic if given; returns how many are new.

        A message that is known is replaced, unless the known one was edited later or deleted. Fast in batches of
        some thousand.
        """
        ...


class MessageStore(Protocol):
    """Remembers messages by (platform, workspace, channel, id).

    Reading gives messages in the order in which they were sent, equal times in order of arrival; those without a
    time come last. What an import adds is seen by nobody before it has ended. Losing the process loses no message
    whose import had ended, and keeps none of an import that had not. Errors: `StorageError`.
    """

    def importing(self) -> AbstractAsyncContextManager[Import]:
        """One import. An exception inside the block takes everything back; a second import waits for the first."""
        ...

    async def edit(self, channel: Channel, message: Message) -> None:
        """The message as it stands now, also where it was not known, unless it was edited later or deleted."""
        ...

    async def delete(self, channel: Channel, message_id: str) -> None:
        """Take the message out for good: a copy that arrives later stays out."""
        ...

    async def channels(self, workspace: str | None = None) -> Sequence[Channel]:
        """The channels of one workspace or of all, by platform, workspace, name and id."""
        ...

    async def authors(self, platform: str, workspace: str) -> Sequence[Person]:
        """Everybody who wrote in the workspace, under the name of their latest arrival, by id."""
        ...

    async def count(self, channel: Channel) -> int:
        """How many messages of a channel are stored."""
        ...

    async def find(self, message_id: str) -> Sequence[tuple[Channel, Message]]:
        """Every message of this id: one in each channel at most, channels as in `channels`."""
        ...

    def read(self, channel: Channel, window: Window = Window(), thread_id: str | None = None) -> AsyncIterator[Message]:
        """Messages of a channel, or of one of its threads (its root included)."""
        ...

    def unexamined(self, channel: Channel, version: str) -> AsyncIterator[Message]:
        """Those without findings of this version, in order of arrival, each once: also one that stays unexamined."""
        ...

    async def keep_findings(self, channel: Channel, version: str, examined: Sequence[Examined]) -> None:
        """In place of earlier findings. None are kept of a text that has changed since it was read, or is gone.

        A message that is replaced or deleted loses its findings.
        """
        ...

    async def findings(
        self, channel: Channel, version: str, messages: Sequence[Message]
    ) -> Mapping[str, tuple[Finding, ...]]:
        """By id what was kept for this version, of those messages whose text is still the one that is given."""
        ...
