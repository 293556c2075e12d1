"""What keeps answers that failed their checks until a person has looked at them."""

from collections.abc import Sequence
from typing import Protocol

from core.review import Draft


class Drafts(Protocol):
    """Drafts for a week, encrypted. One goes when a message that it rests on is edited or deleted."""

    async def add(self, draft: Draft) -> None: ...

    async def list(self) -> Sequence[Draft]:
        """High stakes first, then the oldest."""
        ...

    async def get(self, id: str) -> Draft:
        """Errors: `NotFound`."""
        ...

    async def remove(self, id: str) -> None:
        """It is gone afterwards, also where it was before."""
        ...
