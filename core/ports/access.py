"""Who may read what."""

from typing import Protocol

from core.models import Channel


class Access(Protocol):
    async def may_read(self, person: str, channel: Channel) -> bool:
        """Whether the person (id) may read the channel now: asked of the platform each time, never remembered.

        Errors: `LaterError` where the platform cannot be asked: then nobody may.
        """
        ...
