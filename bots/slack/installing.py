"""Installing Recap in a workspace: Slack's OAuth, with a state that only this installation can have given out.

https://docs.slack.dev/authentication/installing-with-oauth
"""

import hashlib
import hmac
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from slack_bolt.error import BoltError
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bots.slack.app import quiet
from core.errors import RecapError

STATE_LASTS = timedelta(minutes=10)

Install = Callable[[Installation], Awaitable[None]]


def flow(
    client: AsyncWebClient,
    app: tuple[str, str],
    scopes: Sequence[str],
    install: Install,
    clock: Callable[[], datetime],
) -> AsyncOAuthFlow:
    """`app` are its client id and secret, `client` has no token; `install` is given each new installation."""
    settings = AsyncOAuthSettings(
        client_id=app[0],
        client_secret=app[1],
        scopes=scopes,
        user_scopes=[],
        install_path="/slack/install",
        install_page_rendering_enabled=False,  # whoever comes there wants to go on to Slack
        redirect_uri_path="/slack/oauth_redirect",
        authorization_url=urljoin(client.base_url, "/oauth/v2/authorize"),
        installation_store=_Store(install),
        state_store=States(app[1], clock),
        state_expiration_seconds=int(STATE_LASTS.total_seconds()),
    )
    return AsyncOAuthFlow(client=client, logger=quiet(), settings=settings)


class States(AsyncOAuthStateStore):
    """States that need no table: each says until when it is good, signed with the app's secret. Each is good once.

    Bolt also compares it with a cookie of the browser that began. Another process may take one a second time: the code
    that comes with it is good once, for Slack.
    """

    def __init__(self, secret: str, clock: Callable[[], datetime]) -> None:
        self._secret = secret.encode()
        self._clock = clock
        self._used: dict[str, int] = {}

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        until = int((self._clock() + STATE_LASTS).timestamp())
        said = f"{until}.{secrets.token_urlsafe(16)}"
        return f"{said}.{self._signature(said)}"

    async def async_consume(self, state: str) -> bool:
        said, _, signature = state.rpartition(".")
        now = self._clock().timestamp()
        self._used = {used: until for used, until in self._used.items() if until > now}
        if not hmac.compare_digest(signature.encode(), self._signature(said).encode()) or said in self._used:
            return False
        self._used[said] = until = int(said.partition(".")[0])
        return until > now

    def _signature(self, said: str) -> str:
        return hmac.new(self._secret, b"recap state " + said.encode(), hashlib.sha256).hexdigest()


class _Store(AsyncInstallationStore):
    def __init__(self, install: Install) -> None:
        self._install = install

    @property
    def logger(self) -> logging.Logger:
        return quiet()

    async def async_save(self, installation: Installation) -> None:
        """Errors: `BoltError`, of which the browser is told."""
        try:
            await self._install(installation)
        except RecapError as error:
            raise BoltError(str(error)) from error
