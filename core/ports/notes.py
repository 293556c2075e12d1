"""What remembers who is to be told of an item, and who was; and what people want of Recap's messages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.action_items.note import Occasion
from core.action_items.preferences import Preferences
from core.models import Person


@dataclass(frozen=True, slots=True)
class Claimed:
    """What one process sends and no other: the items (ids) that a person is told of in one message.

    `key` is the store's own. For a morning list it names no items: they are looked for when it is sent.
    """

    platform: str
    workspace: str
    person: Person
    occasion: Occasion
    items: tuple[str, ...]
    key: str


class Notes(Protocol):
    """Notes by item, person and occasion: each is put once, claimed by one process, and settled.

    A claim that is not settled by its end, because the process died, is not sent again, for it may have been: its
    items come with the person's next answer. Errors: `StorageError`.
    """

    async def put(
        self, platform: str, workspace: str, person: Person, item: str, occasion: Occasion, at: datetime
    ) -> None:
        """To be sent at this time. What was put before is left as it is, sent or not, but for a reminder."""
        ...

    async def claim(self, platform: str, now: datetime, until: datetime) -> Claimed | None:
        """What is due first, with all that was found for the same person; None where nothing is due."""
        ...

    async def told(self, claimed: Claimed) -> None:
        """It was sent, or nobody is to be told any more."""
        ...

    async def later(self, claimed: Claimed, at: datetime) -> None:
        """It was not sent, and is to be at this time."""
        ...

    async def refused(self, claimed: Claimed) -> None:
        """The person takes no messages: its items come with their next answer."""
        ...

    async def unsent(self, platform: str, workspace: str, person: str) -> Sequence[str]:
        """The items (ids) that a person (id) was not told of; from now on they were: it is asked once for an answer."""
        ...


class PreferencesStore(Protocol):
    """What people want, by workspace and person. Errors: `StorageError`."""

    async def get(self, platform: str, workspace: str, person: str) -> Preferences | None:
        """None where the person is not known."""
        ...

    async def put(
        self, platform: str, workspace: str, person: Person, preferences: Preferences, morning: datetime
    ) -> None:
        """`morning` is when the next list is due."""
        ...

    async def wake(
        self, platform: str, workspace: str, person: Person, preferences: Preferences, morning: datetime
    ) -> None:
        """The same for somebody who has items now; nothing where they are known already."""
        ...

    async def claim(self, platform: str, now: datetime, following: Callable[[Preferences], datetime]) -> Claimed | None:
        """A person whose list is due; the `following` one is the next. None where nobody's is."""
        ...

    async def later(self, claimed: Claimed, at: datetime) -> None:
        """It was not sent, and is to be at this time."""
        ...
