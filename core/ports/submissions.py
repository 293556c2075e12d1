"""What remembers which batches are being answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.models import Channel
from core.ports.ledger import Reservation
from core.summary import SummaryRequest

KEPT = timedelta(hours=25)  # a server answers within 24 hours or never


@dataclass(frozen=True, slots=True)
class Submission:
    """Parts of a transcript that were handed in as a batch; `transcript` is its id, `messages` those of all it read.

    `since` is when the first of them was sent, None where that is not known. `reserved` by the ids of the batch's
    prompts; `parts` are ids of messages. `verifying` is the model that is to verify the answers, None where none is.
    """

    batch: str
    at: datetime
    channel: Channel
    transcript: str
    messages: tuple[str, ...]
    request: SummaryRequest
    model: str
    reserved: Mapping[str, Reservation]
    parts: tuple[tuple[str, ...], ...]
    verifying: str | None = None
    since: datetime | None = None


class Submissions(Protocol):
    """Outlives the process. Errors: `StorageError`."""

    async def add(self, submission: Submission) -> None: ...

    async def list(self, platform: str | None = None, workspace: str | None = None) -> Sequence[Submission]:
        """Those of a workspace, or of all; the oldest first."""
        ...

    async def remove(self, submission: Submission) -> bool:
        """Whether it was still there: of several processes one is told so, and settles it."""
        ...
