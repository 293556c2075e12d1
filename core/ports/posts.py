"""What remembers what Recap posted."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.digests.post import DigestPost
from core.models import Channel
from core.summary import Summary


@dataclass(frozen=True, slots=True)
class Post:
    """A summary, or a digest, where people see it.

    `channel` is the one that a summary rests on, of a digest its destination; `place` where it stands: the platform's
    own words for it, one for each post of a workspace. Without summary and digest nothing may be shown there any more.
    `stale`: the platform still shows another text.
    """

    channel: Channel
    place: str
    summary: Summary | None
    at: datetime
    stale: bool = False
    digest: DigestPost | None = None

    @property
    def empty(self) -> bool:
        return not (self.summary or self.digest)

    @property
    def sources(self) -> frozenset[tuple[str, str]]:
        """The messages that it rests on, of one workspace: ids of channel and message."""
        said = {(self.channel.id, id) for id in self.summary.sources} if self.summary else set()
        told = {(channel.id, id) for channel, id in self.digest.sources()} if self.digest else set()
        return frozenset(said | told)


class Posts(Protocol):
    """Posts by workspace and place. What was put outlives the process. Errors: `StorageError`."""

    async def put(self, post: Post) -> None:
        """New, or instead of the one in this place."""
        ...

    async def rewrite(self, channel: Channel, messages: Collection[str], change: Callable[[Post], Post]) -> int:
        """Put what `change` makes of each with one of these messages (ids) of the channel among its sources.

        At once: two changes of a post, also by two processes, are both in it. Returns how many posts it was.
        """
        ...

    async def stale(self, platform: str) -> Sequence[Post]:
        """Those whose text the platform does not show yet, the oldest first."""
        ...

    async def shown(self, post: Post) -> None:
        """The platform shows this now: not stale any more, and forgotten where it is empty.

        Nothing happens where it was changed meanwhile.
        """
        ...

    async def remove(self, platform: str, workspace: str, place: str) -> None:
        """Forget the one in this place; no error where there is none."""
        ...
