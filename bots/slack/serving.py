"""How deliveries of Slack come in: through a socket that Recap opens, or as signed HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bots.slack.app import quiet
from core.errors import LaterError

PATH = "/slack/events"
CONNECT_SECONDS = 30.0
PING_SECONDS = 5.0  # a socket that has not answered for four of these is given up


@asynccontextmanager
async def by_socket(app: AsyncApp, app_token: str) -> AsyncIterator[None]:
    """Connected inside the block, and again whenever Slack or the network ends the connection. Errors: `LaterError`.

    At the end nothing more is taken, and what has been is stored and acknowledged first.
    """
    handler = _Handler(app, app_token, logger=quiet(), ping_interval=PING_SECONDS)
    try:
        await _connected(handler)
        yield
        await handler.taken()
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


async def _connected(handler: "_Handler") -> None:
    """The SDK would try for ever, and nobody would know."""
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            await handler.connect_async()  # type: ignore[no-untyped-call]
    except TimeoutError as error:
        raise LaterError("Slack's socket cannot be opened: is a proxy in between? Start Recap again later") from error


def by_http(app: AsyncApp) -> list[web.RouteDef]:
    """Events, commands and interactions at one address, each with Slack's signature."""

    async def take(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    return [web.post(PATH, take)]


def to_install(flow: AsyncOAuthFlow) -> list[web.RouteDef]:
    """Where an admin begins, and where Slack sends them back to."""

    async def begin(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await flow.handle_installation(await to_bolt_request(request)))

    async def end(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await flow.handle_callback(await to_bolt_request(request)))

    return [web.get(flow.install_path, begin), web.get(flow.redirect_uri_path, end)]


class _Handler(AsyncSocketModeHandler):
    """Knows what it has taken and not yet acknowledged: the SDK's tasks are known to nobody."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._tasks: set[asyncio.Task[Any]] = set()

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        try:
            await super().handle(client, req)
        finally:
            self._tasks.discard(task)

    async def taken(self) -> None:
        """Takes nothing more; when it returns all that was taken is acknowledged."""
        self.client.socket_mode_request_listeners.clear()
        await asyncio.gather(*self._tasks, return_exceptions=True)
