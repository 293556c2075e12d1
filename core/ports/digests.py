"""What remembers digests as people set them up, and how far each has come."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from core.digests.digest import Digest
from core.digests.post import DigestPost
from core.digests.run import Outcome, Run, Standing, State


class Setups(Protocol):
    """Digests by workspace and id. Errors: `StorageError`."""

    async def list(self, platform: str, workspace: str) -> Sequence[Digest]:
        """By id."""
        ...

    async def put(self, digest: Digest, due_at: datetime | None, standing: Standing | None = None) -> None:
        """New, or instead of the one with this id, at which nobody works any more then.

        None: it is never due. How far it has come stays, unless a `standing` is given.
        """
        ...

    async def remove(self, platform: str, workspace: str, id: str) -> None:
        """With all that it has posted: nothing of that is known here any more."""
        ...

    async def costs(self, platform: str, workspace: str) -> Mapping[str, Sequence[tuple[datetime, float]]]:
        """By digest id the moment at which each post was due and what it cost in US dollars, the oldest first."""
        ...


class Runs(Protocol):
    """The one truth about who posts what, for all processes at once. Errors: `StorageError`.

    What a holder is told to do is refused once another one has claimed the run: None comes back then.
    """

    async def due(self, platforms: Collection[str], now: datetime) -> Sequence[tuple[Digest, Standing]]:
        """Those that somebody has to look at now, and how far they have come; the longest due first."""
        ...

    async def ahead(
        self, platforms: Collection[str], now: datetime, until: datetime, again_at: datetime
    ) -> Sequence[tuple[Digest, Standing]]:
        """Those that are due after now and by `until`: each is given to one caller, and not again before `again_at`."""
        ...

    async def claim(self, run: Run, until: datetime, otherwise: datetime) -> Run | None:
        """This run, begun now, for one caller alone until its lease ends.

        A run of the digest that was begun and not settled comes instead, with its own slot and windows; where its slot
        is settled, one that is to be made again. None where the digest is not due, is gone or has changed, or where
        there is nothing to do: it is due `otherwise` then.
        """
        ...

    async def hold(self, run: Run, until: datetime) -> Run | None:
        """Its lease ends later. What comes back is how it stands: without its post where a source has changed."""
        ...

    async def keep(self, run: Run, post: DigestPost, since: datetime) -> Run | None:
        """What it says. Not kept where a source was edited or deleted from `since` on, nor once one is."""
        ...

    async def move(self, run: Run, state: State, place: str | None = None) -> Run | None:
        """On disk when it returns. To `PUBLISHING` only with a post: it stays where it was without."""
        ...

    async def put_off(self, run: Run, until: datetime) -> None:
        """Nobody works on it before then."""
        ...

    async def settle(self, run: Run, outcome: Outcome) -> bool:
        """Nothing more is to be done; what it says is forgotten, and one without a post never had any.

        False where that is not so: another one has it, or a source of its post has changed.
        """
        ...
