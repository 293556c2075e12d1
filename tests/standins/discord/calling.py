"""REST without a client between: a status and an answer for a request."""

from typing import Any

import aiohttp

from tests.standins.discord.server import DiscordServer
from tests.standins.discord.state import TOKEN


async def call(server: DiscordServer, method: str, path: str, body: Any = None, token: str = TOKEN) -> tuple[int, Any]:
    """The path may have a query; the answer is JSON, or None where there is none."""
    headers = {"Authorization": f"Bot {token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.request(method, server.api_url + path, json=body) as got,
    ):
        assert got.status == 204 or got.headers["Content-Type"] == "application/json"
        return got.status, None if got.status == 204 else await got.json()


async def refused(server: DiscordServer, method: str, path: str, body: Any = None) -> tuple[int, int]:
    """Status and error code of a request that is refused."""
    status, answer = await call(server, method, path, body)
    return status, answer["code"]
