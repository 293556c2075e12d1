"""Who may read a conversation of Teams: asked each time."""

from adapters.teams.people import Roster
from core.errors import NotFound
from core.models import Channel


class TeamsAccess:
    """`Access`: those on the roster, of a private or shared channel its own. Where Recap is not, nobody may."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster

    async def may_read(self, person: str, channel: Channel) -> bool:
        """Errors also: `RequestError`, `OperatorError` where Teams refuses to say; then nobody may."""
        try:
            await self._roster.member(channel, person)
        except NotFound:
            return False
        return True


class TeamsAudience:
    """`core.ports.Audience`: the destination's roster is within the source's."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster

    async def all_may_read(self, destination: Channel, source: Channel) -> bool:
        if destination == source:
            return True
        try:
            return set(await self._roster.members(destination)) <= set(await self._roster.members(source))
        except NotFound:
            return False
