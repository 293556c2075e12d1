"""What Recap works with in Slack, made of the settings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from aiohttp import ClientSession
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_sdk.oauth.installation_store import Installation as GivenByBolt

from adapters.slack.history import SlackHistory
from adapters.slack.installed import Installation, Installed, Secrets
from adapters.slack.publisher import SlackPublisher
from adapters.slack.scopes import SCOPES
from adapters.slack.workspace import opened
from bots import wiring
from bots.settings import Settings
from bots.slack import installing
from core.errors import NotFound
from core.hearing import Backfill
from core.threads import roots

SLACK_SECONDS = 30  # for one call of the Web API


@dataclass(frozen=True, slots=True)
class Tools:
    """What handlers may need: `bots.slack.asking` is given them."""

    settings: Settings
    stores: wiring.Stores
    installed: Installed
    history: SlackHistory
    backfill: Backfill
    publisher: SlackPublisher
    clock: Callable[[], datetime]


def made(settings: Settings, stores: wiring.Stores, session: ClientSession, clock: Callable[[], datetime]) -> Tools:
    """`session` carries all that Slack is asked."""
    app = None
    if settings.slack_client_id and settings.slack_client_secret:
        app = Secrets(settings.slack_client_id, settings.slack_client_secret)
    installed = Installed(stores.installations, session, settings.slack_api_url, clock, app)
    history = SlackHistory(installed, clock)
    backfill = Backfill(history, stores.messages, stores.complete, clock)
    publisher = SlackPublisher(installed, partial(roots, stores.messages), clock)
    return Tools(settings, stores, installed, history, backfill, publisher, clock)


async def token(installed: Installed, id: str) -> tuple[str, str] | None:
    """The token and Recap's user."""
    try:
        workspace = await installed(id)
    except NotFound:
        return None
    return workspace.client.token or "", workspace.bot_user


def installation(tools: Tools) -> AsyncOAuthFlow:
    """How workspaces install Recap."""
    settings = tools.settings
    secrets = settings.slack_client_id or "", settings.slack_client_secret or ""
    return installing.flow(tools.installed.client(), secrets, SCOPES, partial(_install, tools), tools.clock)


async def _install(tools: Tools, given: GivenByBolt) -> None:
    """Keeps what is needed and no more: who installed it is not."""
    client = tools.installed.client(given.bot_token)
    workspace = await opened(client, tools.clock)
    token, refresh, expires = given.bot_token or "", given.bot_refresh_token, given.bot_token_expires_at
    await tools.installed.install(
        Installation(workspace.id, token, workspace.bot_user, workspace.address, refresh, expires)
    )
