"""An app on the real slack_bolt and slack_sdk, joined to the stand-in: what the stand-in's own tests speak through."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.serving import on_loopback
from tests.standins.slack.server import SlackServer
from tests.standins.slack.state import APP_TOKEN, SIGNING_SECRET, Json

PATH = "/slack/events"


def client(slack: SlackServer, team: str) -> AsyncWebClient:
    return AsyncWebClient(token=slack.world.tokens()[team], base_url=slack.api_url)


def app(slack: SlackServer, team: str) -> AsyncApp:
    return AsyncApp(client=client(slack, team), signing_secret=SIGNING_SECRET)


def heard(bolt: AsyncApp) -> list[Json]:
    """Every message event that the app gets, its own aside."""
    events: list[Json] = []

    async def hear(event: Json) -> None:
        events.append(event)

    bolt.event("message")(hear)
    return events


@asynccontextmanager
async def by_socket(slack: SlackServer, bolt: AsyncApp, connections: int = 1, ping: float = 10) -> AsyncIterator[None]:
    handlers = [AsyncSocketModeHandler(bolt, APP_TOKEN, ping_interval=ping) for _ in range(connections)]
    for handler in handlers:
        await handler.connect_async()  # type: ignore[no-untyped-call]
    await slack.sockets.connected(connections)
    try:
        yield
    finally:
        for handler in handlers:
            await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def by_http(slack: SlackServer, bolt: AsyncApp) -> AsyncIterator[None]:
    async with on_loopback(bolt.web_app(PATH)) as url:
        await slack.posts_to(f"{url}{PATH}")
        yield
