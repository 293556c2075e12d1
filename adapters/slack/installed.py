"""The workspaces that Recap is installed in: each with its token, which may have to be renewed."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import explained
from adapters.slack.people import People
from adapters.slack.workspace import SlackWorkspace
from core.errors import NotFound, OperatorError

PLATFORM = "slack"
LOOKED_UP = timedelta(seconds=5)  # for so long another process may not know that a workspace came or went
RENEWED_BEFORE = timedelta(hours=2)  # a rotated token lasts for twelve


class Kept(Protocol):
    """What keeps a text for each workspace: `storage.sqlite.installations`."""

    async def put(self, platform: str, workspace: str, body: str) -> None: ...

    async def get(self, platform: str, workspace: str) -> str | None: ...

    async def workspaces(self, platform: str) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Installation:
    """`address` is where links to messages begin. With token rotation there is a time (Unix, seconds) to renew by."""

    workspace: str
    token: str
    bot_user: str
    address: str
    refresh_token: str | None = None
    expires_at: int | None = None


@dataclass(frozen=True, slots=True)
class Secrets:
    """The app's own, with which tokens are renewed."""

    client_id: str
    client_secret: str


@dataclass(slots=True)
class _Open:
    workspace: SlackWorkspace
    installation: Installation
    until: datetime


class Installed:
    """`Workspaces` from what is kept; what they ask of Slack goes through one session to `url`."""

    def __init__(
        self, kept: Kept, session: ClientSession, url: str, clock: Callable[[], datetime], app: Secrets | None = None
    ) -> None:
        self._kept = kept
        self._session = session
        self._url = url
        self._clock = clock
        self._app = app
        self._open: dict[str, _Open] = {}
        self._fixed: dict[str, SlackWorkspace] = {}
        self._renewing = asyncio.Lock()

    async def __call__(self, id: str) -> SlackWorkspace:
        if id in self._fixed:
            return self._fixed[id]
        known = self._open.get(id)
        if known is None or known.until <= self._clock():
            known = await self._looked_up(id, known)
        if self._due(known.installation):
            await self._renew(known)
        return known.workspace

    async def ids(self) -> Sequence[str]:
        return sorted({*self._fixed, *await self._kept.workspaces(PLATFORM)})

    def client(self, token: str | None = None) -> AsyncWebClient:
        """Without a token it asks for what needs none."""
        return AsyncWebClient(token, self._url, session=self._session)

    def fix(self, workspace: SlackWorkspace) -> None:
        """The workspace of the token in the settings: it is not kept."""
        self._fixed[workspace.id] = workspace

    async def install(self, installation: Installation) -> None:
        """From now on it is known, to every process."""
        await self._kept.put(PLATFORM, installation.workspace, json.dumps(asdict(installation)))
        self._open.pop(installation.workspace, None)

    def forget(self, id: str) -> None:
        """The workspace took Recap away. What is kept of it is erased with everything else of the workspace."""
        self._fixed.pop(id, None)
        self._open.pop(id, None)

    async def _looked_up(self, id: str, known: _Open | None) -> _Open:
        body = await self._kept.get(PLATFORM, id)
        if body is None:
            self.forget(id)
            raise NotFound(f"Recap is not installed in the Slack workspace {id}")
        installation, until = Installation(**json.loads(body)), self._clock() + LOOKED_UP
        if known:
            known.installation, known.until = installation, until
            known.workspace.client.token = installation.token
            return known
        client = self.client(installation.token)
        people = People(client, id, self._clock)
        workspace = SlackWorkspace(id, client, installation.bot_user, installation.address, people)
        return self._open.setdefault(id, _Open(workspace, installation, until))

    def _due(self, it: Installation) -> bool:
        by = it.expires_at and datetime.fromtimestamp(it.expires_at, UTC)
        return bool(by and by - RENEWED_BEFORE <= self._clock())

    async def _renew(self, known: _Open) -> None:
        """One at a time, and what another process has renewed is taken from there: a refresh token works once."""
        async with self._renewing:
            await self._looked_up(known.installation.workspace, known)
            if not self._due(known.installation):
                return
            known.installation = await self._renewed(known.installation)
            known.workspace.client.token = known.installation.token
            await self._kept.put(PLATFORM, known.installation.workspace, json.dumps(asdict(known.installation)))

    async def _renewed(self, it: Installation) -> Installation:
        """https://docs.slack.dev/authentication/using-token-rotation"""
        if self._app is None:
            raise OperatorError("tokens of Slack are to be renewed: set RECAP_SLACK_CLIENT_ID and _CLIENT_SECRET")
        with explained(self._clock):
            answer = await self.client().oauth_v2_access(
                client_id=self._app.client_id,
                client_secret=self._app.client_secret,
                grant_type="refresh_token",
                refresh_token=it.refresh_token,
            )
        expires_at = int(self._clock().timestamp()) + int(answer["expires_in"])
        token, refresh = answer["access_token"], answer["refresh_token"]
        return Installation(it.workspace, token, it.bot_user, it.address, refresh, expires_at)
