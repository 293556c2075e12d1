"""What Recap's Slack app may do; manifests/slack.yaml says beside each why. A test keeps the two the same."""

from collections.abc import Mapping

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import explained

SCOPES = (
    *("app_mentions:read", "assistant:write", "channels:history", "channels:read", "chat:write", "commands"),
    *("groups:history", "groups:read", "im:history", "im:write", "reactions:read", "reactions:write"),
    *("team:read", "users:read"),
)


async def missing(client: AsyncWebClient) -> tuple[str, ...]:
    """The scopes that the client's token lacks. Errors: those of `adapters.slack.errors`."""
    with explained():
        answer = await client.auth_test()
    headers: Mapping[str, str] = {name.lower(): value for name, value in answer.headers.items()}
    granted = {scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",")}
    return tuple(scope for scope in SCOPES if scope not in granted)
