"""A stand-in of Discord on loopback: REST, the gateway, and the people in it."""

import asyncio
import time
from functools import partial
from pathlib import Path

from aiohttp import web

from tests.standins.control import control
from tests.standins.discord.actors import Actors
from tests.standins.discord.described import described
from tests.standins.discord.events import Events
from tests.standins.discord.gateway import Gateway
from tests.standins.discord.identify import PRIVILEGED
from tests.standins.discord.interactions import Interactions
from tests.standins.discord.invocations import Invocations
from tests.standins.discord.moderators import Moderators
from tests.standins.discord.record import Called, Record
from tests.standins.discord.rest.dispatch import Dispatch, Scripted
from tests.standins.discord.sight import Sight
from tests.standins.discord.state import State
from tests.standins.discord.world import World
from tests.standins.serving import Served

REQUEST_MAX_BYTES = 2**25
# https://docs.discord.com/developers/resources/application#application-object-application-flags
INTENT_FLAGS = {"presences": (1 << 8, 1 << 13), "members": (1 << 1, 1 << 15), "content": (1 << 15, 1 << 19)}


class DiscordServer(Served, Actors, Moderators, Interactions, Sight):
    """`async with DiscordServer() as discord`: `api_url`, `gateway.url`, `world` to furnish it, then people act.

    `privileged` are the privileged intents switched on at first; `shards` what /gateway/bot recommends.
    """

    def __init__(self, record: Path | None = None, privileged: int = PRIVILEGED, shards: int = 1) -> None:
        self.ahead, self.shards, self.max_concurrency = 0.0, shards, 1
        self.state = State(privileged, lambda: time.time() + self.ahead)
        self.record = Record(record)
        self.gateway = Gateway(self)
        self.events = Events(self.state, lambda: list(self.gateway.sessions.values()))
        self.world = World(self.state, self.events)
        self.invocations = Invocations(self.state.now)
        self.owner = self.world.add_user("developer")
        self._dispatch = Dispatch(self)

    @property
    def api_url(self) -> str:
        """What discord.py has as Route.BASE."""
        return f"{self.url}/api/v10"

    @property
    def calls(self) -> list[Called]:
        """REST's calls so far."""
        return self.record.calls

    @property
    def content_enabled(self) -> bool:
        """Whether REST shows the content of other people's messages."""
        return bool(self.state.privileged & INTENT_FLAGS["content"][0])

    @property
    def application_flags(self) -> int:
        return sum(flag for intent, flag in INTENT_FLAGS.values() if self.state.privileged & intent)

    def called(self, method: str, pattern: str) -> list[Called]:
        """The calls of one route, such as POST /channels/{channel}/messages."""
        return [call for call in self.calls if (call.method, call.route) == (method, pattern)]

    def switches(self, intent: str, on: bool) -> None:
        """presences, members or content, in the developer portal."""
        bit = INTENT_FLAGS[intent][0]
        self.state.privileged = self.state.privileged | bit if on else self.state.privileged & ~bit

    def limits(self, method: str, pattern: str, seconds: float, scope: str = "user", times: int = 1) -> None:
        """The next calls of the route are answered 429; the pattern may go on with `:` and an id of its resource."""
        self._dispatch.limits.script(f"{method}:{pattern}", seconds, scope, times)

    def limits_all(self, requests_a_second: int | None) -> None:
        """The limit over all requests; None is no limit."""
        self._dispatch.limits.all_requests = requests_a_second

    def refuses(self, method: str, pattern: str, status: int, code: int = 0, times: int = 1) -> None:
        """The next calls of the route fail so."""
        self._dispatch.scripted.append(Scripted(method, pattern, times, status, code))

    def loses_answers(self, method: str, pattern: str, times: int = 1) -> None:
        """The next calls of the route are carried out, but the connection ends before the answer."""
        self._dispatch.scripted.append(Scripted(method, pattern, times, lost=True))

    def passes(self, seconds: float) -> None:
        """Discord's clock goes on, and with it what expires."""
        self.ahead += seconds

    async def load(self, user: str, channel: str, rate: int, seconds: float) -> int:
        """So many MESSAGE_CREATE a second; returns how many there were. Late ones are caught up with."""
        total, started = int(rate * seconds), time.monotonic()
        for number in range(total):
            self.says(user, channel, f"message {number}")
            wait = started + (number + 1) / rate - time.monotonic()
            if wait > 0.01 or number % 50 == 0:
                await asyncio.sleep(max(wait, 0))
        return total

    def application(self) -> web.Application:
        parts = (self, self.world, self.gateway)
        app = web.Application(client_max_size=REQUEST_MAX_BYTES)
        app.router.add_get("/", self.gateway.serve)
        app.router.add_post("/_control", control(parts, partial(described, self)))
        app.router.add_route("*", "/api/v10/{path:.*}", self._dispatch.serve)
        return app

    async def stop(self) -> None:
        self.gateway.cut()
        await super().stop()
        self.record.close()
