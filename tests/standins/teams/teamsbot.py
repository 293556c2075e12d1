"""A bot on the real CloudAdapter behind the real aiohttp, joined to the stand-in: what the stand-in's own tests speak
through.

The SDK fetches signing keys and tokens with blocking calls, which would wait for ever for a stand-in in the same
loop: both are fetched before and handed to it. Its own `process` answers 500 to an invoke with a body, so
`process_activity` is called.
"""

import datetime
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web
from botbuilder.core import TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botbuilder.schema import Activity
from botframework.connector.auth import AppCredentials, JwtTokenExtractor, ServiceClientCredentialsFactory
from botframework.connector.auth.jwt_token_extractor import _OpenIdMetadata

from tests.standins.serving import on_loopback
from tests.standins.teams.keys import ISSUER
from tests.standins.teams.login import CONNECTOR
from tests.standins.teams.server import TeamsServer
from tests.standins.teams.state import APP_ID, APP_PASSWORD, Json

Turn = Callable[[TurnContext], Awaitable[Any]]


class _Credentials(AppCredentials):  # type: ignore[misc]
    def __init__(self, token: str) -> None:
        super().__init__(app_id=APP_ID)
        self.token = token

    def get_access_token(self, force_refresh: bool = False) -> str:
        return self.token


class _Factory(ServiceClientCredentialsFactory):  # type: ignore[misc]
    def __init__(self, token: str) -> None:
        self.token = token

    async def is_valid_app_id(self, app_id: str) -> bool:
        return app_id == APP_ID

    async def is_authentication_disabled(self) -> bool:
        return False

    async def create_credentials(self, *_: Any, **__: Any) -> AppCredentials:
        return _Credentials(self.token)


class Bot:
    """`heard` are the activities whose tokens were right; `refused` counts the others. `turn` is what it does."""

    def __init__(self, adapter: CloudAdapter, token: str) -> None:
        self.adapter, self.token = adapter, token
        self.heard: list[Json] = []
        self.refused = 0
        self.turn: Turn | None = None
        self.answers: dict[str, tuple[int, Any]] = {}

    async def serve(self, request: web.Request) -> web.Response:
        raw = await request.json()
        activity = Activity().deserialize(raw)
        try:
            await self.adapter.process_activity(request.headers.get("Authorization", ""), activity, self._on_turn(raw))
        except Exception:
            self.refused += 1
            return web.Response(status=401)
        status, body = self.answers.get(raw.get("name", ""), (200, None))
        return web.Response(status=status) if body is None else web.json_response(body, status=status)

    def _on_turn(self, raw: Json) -> Turn:
        async def run(context: TurnContext) -> None:
            self.heard.append(raw)
            if self.turn:
                await self.turn(context)

        return run


async def signed_in(teams: TeamsServer, authority: str = "botframework.com", audience: str = CONNECTOR) -> str:
    """A token of the stand-in's own login endpoint."""
    form = {"grant_type": "client_credentials", "client_id": APP_ID, "client_secret": APP_PASSWORD}
    url = f"{teams.login.url(authority)}/oauth2/v2.0/token"
    form["scope"] = f"{audience}/.default"
    async with aiohttp.ClientSession() as session, session.post(url, data=form) as got:
        return str((await got.json())["access_token"])


@asynccontextmanager
async def bot_of(teams: TeamsServer) -> AsyncIterator[Bot]:
    token = await signed_in(teams)
    await trust(teams)

    class Configuration:
        TO_CHANNEL_FROM_BOT_LOGIN_URL = teams.login.url()
        TO_CHANNEL_FROM_BOT_OAUTH_SCOPE = CONNECTOR
        TO_BOT_FROM_CHANNEL_TOKEN_ISSUER = ISSUER
        TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL = teams.login.openid_url

    bot = Bot(
        CloudAdapter(ConfigurationBotFrameworkAuthentication(Configuration(), credentials_factory=_Factory(token))),
        token,
    )
    app = web.Application()
    app.router.add_post("/api/messages", bot.serve)
    async with on_loopback(app) as url:
        teams.sends_to(f"{url}/api/messages")
        try:
            yield bot
        finally:
            await teams.deliveries.settled()


async def trust(teams: TeamsServer) -> None:
    """Puts the key set where the SDK would keep what it fetched."""
    async with aiohttp.ClientSession() as session:
        async with session.get(teams.login.openid_url) as got:
            document = await got.json()
        async with session.get(document["jwks_uri"]) as got:
            keys = (await got.json())["keys"]
    metadata = _OpenIdMetadata(teams.login.openid_url)
    metadata.keys, metadata.last_updated = keys, datetime.datetime.now()
    JwtTokenExtractor.metadataCache[teams.login.openid_url] = metadata
