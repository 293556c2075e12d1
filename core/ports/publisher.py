"""What brings digests and action items to people on one platform."""

from datetime import datetime
from typing import Protocol

from core.action_items.note import Note
from core.digests.post import DigestPost
from core.models import Channel


class Publisher(Protocol):
    """Where digests are posted.

    Errors: `LaterError` where it may work later, `OperatorError` and `RequestError` with what to do where it never
    will: the destination is gone, or Recap may not write there.
    """

    @property
    def finds(self) -> bool:
        """Whether `find` can tell what stands there.

        Where it cannot, a digest is not posted again after a crash in the middle: the next one says that it may be
        missing, and tells its time again.
        """
        ...

    async def publish(self, post: DigestPost) -> str:
        """Posts it with its details under it; returns its place: the platform's own words for where it stands.

        After a crash in the middle it is asked to `find` the post first, and to complete with `change` what stands.
        """
        ...

    async def find(self, destination: Channel, key: str, since: datetime) -> str | None:
        """The place of the post with this key that was posted since then; None where there is none.

        Errors: `LaterError` where that cannot be known now; `OperatorError` where it never can in this destination:
        then it is as where `finds` is False.
        """
        ...

    async def change(self, place: str, post: DigestPost) -> None:
        """Shows this one instead of the one in the place."""
        ...


class Audience(Protocol):
    """Who reads along."""

    async def all_may_read(self, destination: Channel, source: Channel) -> bool:
        """Whether everybody who may read the destination may read the source, asked of the platform now.

        Errors: `LaterError` where the platform cannot be asked.
        """
        ...


class Messenger(Protocol):
    """What reaches a person in private."""

    async def send(self, note: Note) -> None:
        """One direct message. Errors: `RequestError` where the person takes none, `LaterError` as above."""
        ...
