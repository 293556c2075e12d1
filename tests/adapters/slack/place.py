"""A workspace of the stand-in, and Recap's view of it through the real SDK."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.live import heard
from adapters.slack.workspace import SlackWorkspace, opened
from core.hearing import Heard
from core.models import Channel
from tests.standins.slack.server import SlackServer


@dataclass
class Place:
    """A workspace with two people in #general, as `workspace` sees it; `events` are those that Slack sent."""

    slack: SlackServer
    workspace: SlackWorkspace
    ana: str
    ben: str
    channel: Channel
    events: list[dict[str, Any]]

    def clock(self) -> datetime:
        return datetime.fromtimestamp(self.slack.state.now(), UTC)

    async def of(self, id: str) -> SlackWorkspace:
        assert id == self.workspace.id
        return self.workspace

    async def heard(self) -> list[Heard | None]:
        """What the events say, in order, each once."""
        events, self.events[:] = self.events[:], []
        return [await heard(event, self.workspace) for event in events]


@asynccontextmanager
async def furnished(**server: Any) -> AsyncIterator[Place]:
    async with SlackServer(**server) as slack:
        team = slack.world.add_workspace("Acme")
        ana, ben = slack.world.add_user(team, "ana"), slack.world.add_user(team, "ben")
        channel = Channel("slack", team, slack.world.add_channel(team, "general", [ana, ben]), "")
        events: list[dict[str, Any]] = []
        slack.events.give = lambda _, payload: events.append(payload["event"])
        client = AsyncWebClient(token=slack.world.tokens()[team], base_url=slack.api_url)
        workspace = await opened(client, lambda: datetime.fromtimestamp(slack.state.now(), UTC))
        yield Place(slack, workspace, ana, ben, channel, events)
