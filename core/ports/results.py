"""What remembers how answers were."""

from collections.abc import Sequence
from typing import Protocol

from core.models import Channel
from core.ports.messages import Window
from core.results import Opinion, Result


class Results(Protocol):
    """One result for each answer given, never its text. Whom it was for and where is kept, but not handed out again."""

    async def add(self, channel: Channel, requester: str, result: Result) -> None:
        """`requester` is a person's id."""
        ...

    async def opine(self, platform: str, workspace: str, id: str, opinion: Opinion, reason: str | None = None) -> bool:
        """What its requester thinks of an answer, in place of what they thought before; False where there is none."""
        ...

    async def list(self, window: Window = Window(), workspace: str | None = None) -> Sequence[Result]:
        """Those of one workspace (its id) or of all, the oldest first. Errors: `NotFound`."""
        ...
