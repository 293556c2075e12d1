"""What people are called, asked of Slack once a day; people of other workspaces with the name of theirs."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import explained
from adapters.slack.wire import person
from core.errors import LaterError, NotFound, OperatorError
from core.models import Person

FRESH = timedelta(days=1)
AGAIN = timedelta(minutes=5)  # after Slack did not say
WAIT_SECONDS = 1.5  # of the three in which Slack wants to hear that an event is stored
AT_ONCE = 10  # requests; users.info allows some hundred a minute


class People:
    """The people whom one workspace sees. `known` are those whose names are stored: they are asked for when seen."""

    def __init__(
        self,
        client: AsyncWebClient,
        workspace: str,
        clock: Callable[[], datetime],
        known: Iterable[Person] = (),
    ) -> None:
        self._client = client
        self._workspace = workspace
        self._clock = clock
        self._known: dict[str, tuple[Person, datetime]] = {p.id: (p, clock() + FRESH) for p in known}
        self._teams: dict[str, str] = {}
        self._asking: dict[str, asyncio.Lock] = {}
        self._few = asyncio.Semaphore(AT_ONCE)

    async def named(self, ids: Collection[str]) -> Mapping[str, Person]:
        """The people of these ids. Whom Slack does not tell keeps the name that was known, else goes by the id."""
        async with asyncio.TaskGroup() as tasks:
            for id in ids:
                if not self._fresh(id):
                    tasks.create_task(self._ask(id))
        return {id: self._known[id][0] for id in ids}

    def forget(self, id: str) -> None:
        """Ask again: Slack says that this person has changed."""
        self._known.pop(id, None)

    async def profile(self, id: str) -> Mapping[str, Any]:
        """Slack's user object as it is now, with its locale. Errors: those of `adapters.slack.errors`."""
        with explained(self._clock):
            answer = await self._client.users_info(user=id, include_locale=True)
        found: Mapping[str, Any] = answer["user"]
        return found

    def external(self, user: Mapping[str, Any]) -> bool:
        """Whether somebody is here through a shared channel only (Slack Connect)."""
        own = user.get("team_id") or self._workspace
        return own != self._workspace and self._workspace not in (user.get("enterprise_user") or {}).get("teams", ())

    async def _ask(self, id: str) -> None:
        """Messages wait for it: for a short time only, and once for many of one person."""
        try:
            async with asyncio.timeout(WAIT_SECONDS), self._asking.setdefault(id, asyncio.Lock()), self._few:
                if not self._fresh(id):
                    self._known[id] = await self._person(id), self._clock() + FRESH
        except (LaterError, NotFound, OperatorError, TimeoutError):
            before = self._known[id][0] if id in self._known else Person(id, id)
            self._known[id] = before, self._clock() + AGAIN
        finally:
            self._asking.pop(id, None)

    async def _person(self, id: str) -> Person:
        user = await self.profile(id)
        found = person(user)
        if not self.external(user):
            return found
        return replace(found, name=f"{found.name} ({await self._team(user['team_id'])})")

    def _fresh(self, id: str) -> bool:
        return id in self._known and self._known[id][1] > self._clock()

    async def _team(self, id: str) -> str:
        """The other workspace's name; "external" where Slack does not tell it."""
        if id not in self._teams:
            try:
                with explained(self._clock):
                    self._teams[id] = (await self._client.team_info(team=id))["team"]["name"]
            except (LaterError, NotFound, OperatorError):
                return "external"
        return self._teams[id]
