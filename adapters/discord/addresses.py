"""Where Discord is: discord.py knows it as constants."""

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route


def at(api_url: str, gateway_url: str | None = None) -> None:
    """From now on discord.py speaks to these addresses. A gateway that resumes says itself where."""
    Route.BASE = api_url.rstrip("/")
    if gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)
