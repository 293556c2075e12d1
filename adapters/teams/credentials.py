"""Signing in as the app: tokens for the connector and for Graph, asked for before they end.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#bot-to-connector
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta

from aiohttp import ClientSession

from adapters.teams.errors import explained
from core.errors import LaterError, OperatorError

CONNECTOR = "https://api.botframework.com"
GRAPH = "https://graph.microsoft.com"
MANY_TENANTS = "botframework.com"
RENEWED_BEFORE = timedelta(minutes=5)


class Credentials:
    """The app's id and secret. The SDK's own ask for tokens with calls that hold the event loop."""

    def __init__(
        self,
        session: ClientSession,
        login_url: str,
        app_id: str,
        password: str,
        clock: Callable[[], datetime],
        tenant: str | None = None,
    ) -> None:
        self.app_id = app_id
        self._session, self._login_url, self._password = session, login_url, password
        self._clock, self._tenant = clock, tenant
        self._tokens: dict[tuple[str, str], tuple[str, datetime]] = {}
        self._asking: dict[tuple[str, str], asyncio.Lock] = defaultdict(asyncio.Lock)

    async def for_connector(self) -> str | None:
        """None where there is no app id: then nobody is asked who Recap is."""
        return await self._token(self._tenant or MANY_TENANTS, CONNECTOR) if self.app_id else None

    async def for_graph(self, tenant: str) -> str:
        if not self.app_id:
            raise OperatorError("without RECAP_TEAMS_APP_ID Microsoft Graph cannot be asked")
        return await self._token(tenant, GRAPH)

    def forget(self) -> None:
        """They count no more: the next call asks for new ones."""
        self._tokens.clear()

    async def _token(self, authority: str, service: str) -> str:
        key = authority, service
        async with self._asking[key]:
            token, until = self._tokens.get(key, ("", self._clock()))
            if until - RENEWED_BEFORE <= self._clock():
                token, until = self._tokens[key] = await self._asked(authority, service)
            return token

    async def _asked(self, authority: str, service: str) -> tuple[str, datetime]:
        form = {
            "grant_type": "client_credentials",
            "client_id": self.app_id,
            "client_secret": self._password,
            "scope": f"{service}/.default",
        }
        with explained("Microsoft's sign-in"):
            async with self._session.post(f"{self._login_url}/{authority}/oauth2/v2.0/token", data=form) as got:
                answer = await got.json(content_type=None)
        if got.status >= 500:
            raise LaterError(f"Microsoft's sign-in has a problem of its own ({got.status}): try again in a minute")
        if got.status != 200:
            code = answer.get("error", got.status) if isinstance(answer, dict) else got.status
            what = "set RECAP_TEAMS_APP_ID, RECAP_TEAMS_APP_PASSWORD and, for a single tenant, RECAP_TEAMS_TENANT"
            raise OperatorError(f"Microsoft does not let Recap sign in ({code}): {what}")
        return str(answer["access_token"]), self._clock() + timedelta(seconds=int(answer["expires_in"]))
