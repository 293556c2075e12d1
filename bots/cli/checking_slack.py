"""What `recap check` says about Slack: how it is reached, and what the app may do there."""

import asyncio

from adapters.slack.scopes import SCOPES, missing
from bots.settings import Settings
from core.errors import RecapError

CHECK_SECONDS = 10


def state(settings: Settings) -> str:
    """One line; a Slack that cannot be asked is no failure."""
    if not (settings.slack_bot_token or settings.slack_client_id):
        return "reads exports (recap import); live: RECAP_SLACK_BOT_TOKEN, RECAP_SLACK_APP_TOKEN, then recap run"
    if not (settings.slack_app_token or settings.slack_signing_secret):
        return "not reached by Slack: set RECAP_SLACK_APP_TOKEN, or RECAP_SLACK_SIGNING_SECRET for HTTP"
    way = "Socket Mode" if settings.slack_app_token else f"signed HTTP on port {settings.http_port}"
    if not settings.slack_bot_token:
        return f"{way}; workspaces install Recap at /slack/install"
    return f"{way}; {asyncio.run(_scopes(settings.slack_bot_token, settings.slack_api_url))}"


async def _scopes(token: str, url: str) -> str:
    from slack_sdk.web.async_client import AsyncWebClient  # only where there is somebody to ask

    try:
        lacking = await missing(AsyncWebClient(token, url, timeout=CHECK_SECONDS))
    except RecapError as error:
        return f"scopes not compared: {error}"
    if lacking:
        return f"lacks {', '.join(lacking)}: add them as in manifests/slack.yaml and install Recap again"
    return f"all {len(SCOPES)} scopes of manifests/slack.yaml are granted"
