"""What a REST route is: its pattern, the fields it takes, and what a call of it holds."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.standins.discord import permissions
from tests.standins.discord.refusals import Form, Refused
from tests.standins.discord.state import APP_ID, THREADS, Channel, Guild, Json, Message, State

if TYPE_CHECKING:
    from tests.standins.discord.server import DiscordServer


@dataclass(frozen=True, slots=True)
class Call:
    """One request: what its path, query and body say; `files` are attached ones as Discord shapes them."""

    server: "DiscordServer"
    names: dict[str, str]
    query: dict[str, str]
    body: Any
    files: list[Json] = field(default_factory=list)

    @property
    def state(self) -> State:
        return self.server.state

    def guild(self) -> Guild:
        """The guild that the path names; one that the bot is not in is unknown."""
        found = self.state.guilds.get(self.names["guild"])
        if not found or APP_ID not in found.members:
            raise Refused(404, 10004)
        return found

    def channel(self, *needed: str) -> Channel:
        """The channel that the path names, where the bot sees it and has these permissions."""
        found = self.state.channels.get(self.names["channel"])
        guild = found and self.state.guild_of(found)
        if not found or (guild and APP_ID not in guild.members):
            raise Refused(404, 10003)
        if not permissions.may(self.state, found, APP_ID):
            raise Refused(403, 50001)
        for name in needed:
            if not permissions.may(self.state, found, APP_ID, name):
                raise Refused(403, 50013)
        return found

    def message(self, channel: Channel) -> Message:
        """The message that the path names; nobody fetches an ephemeral one from its channel."""
        found = channel.messages.get(self.names["message"])
        if not found or found.only_for:
            raise Refused(404, 10008)
        return found

    def need(self, guild: Guild, name: str) -> None:
        if not permissions.in_guild(guild, APP_ID) & permissions.bits(name):
            raise Refused(403, 50013)

    def limit(self, most: int, default: int, least: int = 1) -> int:
        form = Form()
        found = form.number(("limit",), self.query.get("limit"), least, most, default)
        form.refuse()
        return found

    def flag(self, name: str) -> bool:
        """https://docs.discord.com/developers/reference#boolean-query-strings"""
        return self.query.get(name, "").lower() in ("1", "true")


Run = Callable[[Call], Any]


@dataclass(frozen=True, slots=True)
class Route:
    """`run` answers JSON with 200, or None with 204; `takes` and `query` are the fields that are documented."""

    method: str
    pattern: str
    run: Run
    takes: frozenset[str] | None
    query: frozenset[str]
    auth: bool
    status: int
    parts: re.Pattern[str]

    def bucket(self, names: dict[str, str]) -> str:
        """What shares one rate limit: the route and its top-level resource."""
        return ":".join(
            (self.method, self.pattern, *(names.get(n, "") for n in ("channel", "guild", "webhook", "token")))
        )


ROUTES: list[Route] = []


def route(
    method: str, pattern: str, takes: str | None = "", query: str = "", auth: bool = True, status: int = 200
) -> Callable[[Run], Run]:
    """Registers a route; `takes` names the fields of its JSON body, None where the body is a list or checked by it."""
    parts = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", pattern) + "$")
    known = None if takes is None else frozenset(takes.split())

    def register(run: Run) -> Run:
        ROUTES.append(Route(method, pattern, run, known, frozenset(query.split()), auth, status, parts))
        return run

    return register


def archived(channel: Channel) -> bool:
    return channel.type in THREADS and channel.thread is not None and channel.thread.archived
