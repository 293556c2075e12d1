"""The discord.py client: what is told to it goes to listeners, and nothing that people wrote stays in its cache."""

import logging
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands

from adapters.discord.whispers import Whispers
from bots.under_way import UnderWay

log = logging.getLogger(__name__)

GUILD_READY_SECONDS = 0.5  # after the last server that the gateway told of
RATE_LIMIT_MAX_SECONDS = 60.0  # what takes longer is said to whoever waits
# discord.py writes whole payloads at DEBUG, and addresses that hold an interaction's token in its warnings.
LEVELS = {"discord": logging.WARNING, **dict.fromkeys(("discord.http", "discord.webhook"), logging.ERROR)}
# Of voice, which Recap does not use, and of the client that only asks who it is.
LEVELS |= dict.fromkeys(("discord.client", "discord.state"), logging.ERROR)

Listener = Callable[..., Awaitable[None]]
Pressed = Callable[[discord.Interaction[Any], str, Any], Awaitable[None]]  # with a button's action and token


class Client(discord.AutoShardedClient):
    """`listens` adds listeners to discord.py's events; a stop waits for those that are at work."""

    def __init__(self, intents: discord.Intents, shards: int) -> None:
        super().__init__(
            intents=intents,
            shard_count=shards,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=GUILD_READY_SECONDS,
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=RATE_LIMIT_MAX_SECONDS,
        )
        self.tree = Tree(self)
        self.under_way = UnderWay()
        self.whispers = Whispers()
        self.pressed: Pressed | None = None
        self.given: Callable[..., Awaitable[None]] | None = None  # with an action item's token and new owner
        self.asks: list[Listener] = []  # told of a message once it is stored
        self._told: dict[str, list[Listener]] = {}

    def listens(self, event: str, listener: Listener) -> None:
        """`event` is its name in discord.py, without `on_`."""
        self._told.setdefault(event, []).append(listener)

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        super().dispatch(event, *args, **kwargs)
        for listener in self._told.get(event, ()):
            self._schedule_event(self._at_work(listener), event, *args)

    def _at_work(self, listener: Listener) -> Callable[..., Any]:
        async def run(*args: Any) -> None:
            with self.under_way.busy():
                await listener(*args)

        return run

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """An error's text may hold what people wrote."""
        log.error("a listener to %s failed: %s", event_method, type(sys.exception()).__name__)


class Tree(app_commands.CommandTree[Client]):
    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Until what answers has its own say."""
        log.error("a command failed: %s", type(error.__cause__ or error).__name__)


def quiet() -> None:
    for name, level in LEVELS.items():
        logging.getLogger(name).setLevel(level)
