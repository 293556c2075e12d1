"""Who may read what on the command line."""

from core.errors import LaterError
from core.models import Channel, Person

PREFIX = "cli:"  # of the id of a person who uses the command line


def is_local(person: Person) -> bool:
    """Whether somebody asked by the command line."""
    return person.id.startswith(PREFIX)


class LocalAccess:
    """An `Access`: who may use this machine's database may read everything in it. Others are their platform's."""

    async def may_read(self, person: str, channel: Channel) -> bool:
        if not person.startswith(PREFIX):
            raise LaterError(f"{person} asked in {channel.platform}, which the command line cannot ask who may read")
        return True
