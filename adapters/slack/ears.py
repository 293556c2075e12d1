"""What Slack delivers, to the workspaces that may hear it: each event stored, and what it means for Recap itself."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import explained
from adapters.slack.installed import Installed
from adapters.slack.live import heard
from adapters.slack.workspace import SlackWorkspace
from core.errors import NotFound
from core.hearing import Arrived, Edited, Erased, Hearing, Joined, Once
from core.models import Channel
from core.ports import Complete, Wanted, Window

SHARED_FRESH = timedelta(minutes=5)  # who else hears a shared channel
JOINED_PAST = timedelta(days=30)  # fetched in the background when Recap joins a channel


class Ears:
    """`arrived` is told of each channel in which somebody wrote, right after it was stored."""

    def __init__(
        self,
        installed: Installed,
        hearing: Hearing,
        complete: Complete,
        clock: Callable[[], datetime],
        arrived: Callable[[Channel], None],
        once: Once,
        app: AsyncWebClient | None = None,
    ) -> None:
        self._installed = installed
        self._hearing = hearing
        self._complete = complete
        self._clock = clock
        self._arrived = arrived
        self._once = once
        self._app = app  # with the app's own token
        self._sharing: dict[str, tuple[Sequence[str], datetime]] = {}

    async def hear(self, delivery: Mapping[str, Any]) -> bool:
        """One delivery of the Events API: on disk when it returns. False where nobody here may hear it any more.

        Errors: `StorageError`, `LaterError`: do not acknowledge it, Slack delivers it again.
        """
        known = [found for id in await self._workspaces(delivery) if (found := await self._workspace(id))]
        for workspace in known:
            await self._hear(delivery["event"], workspace)
        return bool(known)

    async def own(self, delivery: Mapping[str, Any]) -> bool:
        """Whether it tells what Recap itself wrote or did."""
        event = delivery["event"]
        workspace = await self._workspace(delivery["team_id"])
        user = event.get("user") or (event.get("message") or {}).get("user")
        return workspace is not None and user == workspace.bot_user

    async def first_time(self, delivery: Mapping[str, Any]) -> bool:
        """An event that is delivered again is not answered again. Errors: `StorageError`."""
        return await self._once.first("slack", delivery["team_id"], delivery["event_id"])

    async def _hear(self, event: Mapping[str, Any], workspace: SlackWorkspace) -> None:
        if event["type"] == "user_change":
            workspace.people.forget(event["user"]["id"])
        happened = await heard(event, workspace)
        if happened is None:
            return
        await self._hearing.hear(happened)
        match happened:
            case Arrived(channel, _) | Edited(channel, _):
                self._arrived(channel)
            case Joined(channel, at):
                await self._complete.want(Wanted(channel, Window(at - JOINED_PAST, at), at))
                self._arrived(channel)
            case Erased(_, id):
                self._installed.forget(id)

    async def _workspace(self, id: str) -> SlackWorkspace | None:
        try:
            return await self._installed(id)
        except NotFound:
            return None

    async def _workspaces(self, delivery: Mapping[str, Any]) -> Sequence[str]:
        """An event of a shared channel comes once, and names one of those who may hear it: the others are asked for.

        https://docs.slack.dev/apis/events-api/#authorizations
        """
        named: list[str] = [it["team_id"] for it in delivery.get("authorizations") or ()] or [delivery["team_id"]]
        if not self._app or not delivery.get("is_ext_shared_channel"):
            return named
        channel = _place(delivery["event"])
        known, until = self._sharing.get(channel, ((), self._clock()))
        if until <= self._clock() or not set(named) <= set(known):
            known = await self._asked(self._app, delivery["event_context"])
            self._sharing[channel] = known, self._clock() + SHARED_FRESH
        return known

    async def _asked(self, app: AsyncWebClient, context: str) -> Sequence[str]:
        with explained(self._clock):
            answer = await app.apps_event_authorizations_list(event_context=context)
        return [it["team_id"] for it in answer["authorizations"]]


def _place(event: Mapping[str, Any]) -> str:
    place = event.get("channel") or (event.get("item") or {}).get("channel") or ""
    return str(place["id"] if isinstance(place, Mapping) else place)
