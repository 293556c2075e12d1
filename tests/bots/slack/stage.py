"""Slack's stand-in with Recap beside it in one process: what people do in, what is stored out."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bots import wiring
from bots.behind import Show
from bots.settings import Settings
from bots.slack.answering import Register
from bots.slack.tools import Tools
from bots.slack.wiring import running
from core.models import Channel, Message
from core.ports import Post
from core.redaction.policy import Policy
from core.redaction.spans import Finding
from tests.standins.slack.server import SlackServer
from tests.standins.slack.state import APP_TOKEN, CLIENT_ID, CLIENT_SECRET

WAIT_SECONDS = 10.0


class Eyes:
    """A `Detector` that finds the letter X."""

    version = "eyes"

    async def find(self, texts: Sequence[str], policy: Policy) -> Sequence[tuple[Finding, ...] | None]:
        return [tuple(Finding("LETTER", i, i + 1) for i, c in enumerate(text) if c == "X") for text in texts]


@dataclass
class Stage:
    """A workspace with two people in #general, and the settings with which Recap hears it."""

    slack: SlackServer
    settings: Settings
    team: str
    ana: str
    ben: str
    channel: str
    stores: wiring.Stores | None = None

    def clock(self) -> datetime:
        return datetime.fromtimestamp(self.slack.state.now(), UTC)

    @asynccontextmanager
    async def recap(
        self, register: Register = lambda app: None, show: Show | None = None, **stores: Any
    ) -> AsyncIterator[wiring.Stores]:
        """It runs inside the block, with these stores instead of its own."""

        @asynccontextmanager
        async def answers(tools: Tools) -> AsyncIterator[Register]:
            yield register

        async def shows(tools: Tools, post: Post) -> None:
            if show:
                await show(post)

        async with wiring.stores(self.settings) as opened:
            self.stores = replace(opened, **stores)
            async with running(self.settings, self.stores, Eyes(), self.clock, answers, shows):
                yield self.stores

    async def messages(self, channel: str | None = None, team: str | None = None) -> list[Message]:
        assert self.stores
        place = Channel("slack", team or self.team, channel or self.channel, "")
        return [m async for m in self.stores.messages.read(place)]

    async def texts(self, channel: str | None = None, team: str | None = None) -> list[str]:
        return [message.text for message in await self.messages(channel, team)]


@asynccontextmanager
async def stage(folder: Path, many: bool = False, **server: Any) -> AsyncIterator[Stage]:
    """`many`: Recap has a client id and no token, workspaces install it."""
    async with SlackServer(**{"retries": (0.1, 0.3, 0.6, 1.2, 2.4), **server}) as slack:
        team = slack.world.add_workspace("Acme", installed=not many)
        ana, ben = slack.world.add_user(team, "ana", is_admin=True), slack.world.add_user(team, "ben")
        channel = slack.world.add_channel(team, "general", [ana, ben], bot=not many)
        settings = Settings(
            database=folder / "recap.sqlite3",
            slack_api_url=slack.api_url,
            slack_app_token=APP_TOKEN,
            slack_bot_token=None if many else slack.world.tokens()[team],
            slack_client_id=CLIENT_ID if many else None,
            slack_client_secret=CLIENT_SECRET if many else None,
        )
        yield Stage(slack, settings, team, ana, ben, channel)


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    """Waits for what happens in the background."""
    async with asyncio.timeout(WAIT_SECONDS):
        while not await true():  # noqa: ASYNC110 - nothing tells when a database has changed
            await asyncio.sleep(0.02)
