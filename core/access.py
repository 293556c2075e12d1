"""Who may read is asked before anything is told."""

from collections.abc import Iterable

from core.errors import RequestError
from core.models import Channel, Person
from core.ports.access import Access


async def require_reader(access: Access, person: Person, channel: Channel) -> None:
    """Errors: `RequestError` where the person may not read the channel; those of the port."""
    if not await access.may_read(person.id, channel):
        raise RequestError(f"You cannot read #{channel.name or channel.id}, so Recap cannot tell you about it.")


async def readable(access: Access, person: str, channels: Iterable[Channel]) -> frozenset[tuple[str, str, str]]:
    """Those of the channels that the person (id) may read now, each asked for once. Errors: those of the port."""
    places = {place(channel): channel for channel in channels}
    return frozenset([key for key, channel in places.items() if await access.may_read(person, channel)])


def place(channel: Channel) -> tuple[str, str, str]:
    """What a channel is known by, whatever it is called."""
    return channel.platform, channel.workspace, channel.id
