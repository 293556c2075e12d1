"""One workspace that Recap is installed in: how it is asked, and who Recap is there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import explained
from adapters.slack.people import People


@dataclass(frozen=True, slots=True)
class SlackWorkspace:
    """`bot_user` is Recap's own id there, `address` where links to messages begin: https://acme.slack.com."""

    id: str
    client: AsyncWebClient
    bot_user: str
    address: str
    people: People


# The workspace of an id. Errors: `NotFound` where Recap is not installed in it.
Workspaces = Callable[[str], Awaitable[SlackWorkspace]]


async def opened(client: AsyncWebClient, clock: Callable[[], datetime]) -> SlackWorkspace:
    """Asks Slack whose token the client has. Errors: those of `adapters.slack.errors`."""
    with explained(clock):
        said = await client.auth_test()
    id = str(said["team_id"])
    return SlackWorkspace(id, client, said["user_id"], said["url"].rstrip("/"), People(client, id, clock))
