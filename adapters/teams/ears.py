"""What Teams delivers: where it comes from is remembered, each event stored, and what it means for Recap itself."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from adapters.teams import wire
from adapters.teams.connector import Connector
from adapters.teams.installed import Installed
from adapters.teams.live import heard, named_in, names_recap, team_renamed
from adapters.teams.naming import group
from adapters.teams.wire import Place
from adapters.teams.workspace import TeamsWorkspace
from core.errors import RequestError
from core.hearing import Arrived, Edited, Erased, Hearing, Joined, Renamed, Restored
from core.models import Channel
from core.ports import Complete, Wanted, Window

JOINED_PAST = timedelta(days=30)  # fetched in the background once Recap reads along


class Ears:
    """`arrived` is told of each channel in which somebody wrote, right after it was stored."""

    def __init__(
        self,
        installed: Installed,
        connector: Connector,
        hearing: Hearing,
        complete: Complete,
        arrived: Callable[[Channel], None],
        stored: Callable[[str], Awaitable[Sequence[Channel]]],
    ) -> None:
        """`stored` are the channels of a workspace (id) that are known."""
        self._installed, self._connector = installed, connector
        self._hearing, self._complete, self._arrived = hearing, complete, arrived
        self._stored = stored
        self._groups: dict[str, str] = {}
        self._open: set[Channel] = set()

    async def hear(self, activity: Mapping[str, Any]) -> Place:
        """One activity: on disk when it returns. Where it happened, with the team's group.

        Message actions come also from where Recap is not installed: they tell nothing of where it is.

        Errors: `StorageError`, `LaterError`: do not acknowledge it, Teams delivers some of them again; `KeyError` and
        its kin where it is not as Teams writes them.
        """
        at = await self._placed(wire.place(activity))
        happened = heard(activity, at)
        if at.workspace and not isinstance(happened, Erased) and activity["type"] != "invoke":
            unasked = isinstance(happened, Arrived | Edited | Restored) and not names_recap(activity)
            await self._installed.refresh(TeamsWorkspace(at.workspace, at.tenant, at.service_url, at.team, unasked))
        if name := team_renamed(activity):
            await self._rename(at.workspace, name)
        if happened is not None:
            await self._hearing.hear(happened)
            await self._follow(happened, activity)
        return at

    async def _placed(self, at: Place) -> Place:
        """Some activities name a team without its group, which Teams tells nobody who is not in the team."""
        if not at.team or at.group:
            return at
        if at.team not in self._groups:
            known = await self._installed.of_team(at.team)
            try:
                self._groups[at.team] = known.id if known else await group(at.team, at.service_url, self._connector)
            except RequestError:
                return at
        return replace(at, group=self._groups[at.team])

    async def _follow(self, happened: object, activity: Mapping[str, Any]) -> None:
        match happened:
            case Arrived(channel, message):
                self._arrived(channel)
                if channel not in self._open and message.sent_at and not names_recap(activity):
                    await self._joined(channel, message.sent_at)
            case Edited(channel, _) | Restored(channel, _, _):
                self._arrived(channel)
            case Erased(_, id):
                self._installed.forget(id)
                self._open = {channel for channel in self._open if channel.workspace != id}

    async def _rename(self, workspace: str, team: str) -> None:
        """Channels go by the names of their teams, too."""
        for channel in await self._stored(workspace):
            _, named, own = channel.name.partition(" / ")
            if named:
                await self._hearing.hear(Renamed(replace(channel, name=named_in(team, own))))

    async def _joined(self, channel: Channel, at: datetime) -> None:
        """A message that does not name Recap says that it is given all of them here: from this one on."""
        self._open.add(channel)
        await self._hearing.hear(Joined(channel, at))
        await self._complete.want(Wanted(channel, Window(at - JOINED_PAST, at), at))
