"""A stand-in of Slack on loopback: Web API, Socket Mode, signed HTTP, and the people in it."""

import time
from functools import partial
from pathlib import Path
from typing import Self

from aiohttp import web

from tests.standins.control import control
from tests.standins.serving import Served
from tests.standins.slack.actors import Actors
from tests.standins.slack.deliveries import RETRY_SECONDS, Deliveries
from tests.standins.slack.described import described
from tests.standins.slack.events import HEARD_BY, Events
from tests.standins.slack.installing import Installing
from tests.standins.slack.interactions import Interactions
from tests.standins.slack.posts import Posts
from tests.standins.slack.record import Called, Record
from tests.standins.slack.responding import Responses, Triggers
from tests.standins.slack.sight import Sight
from tests.standins.slack.sockets import Sockets
from tests.standins.slack.state import State
from tests.standins.slack.web.dispatch import Dispatch, Scripted
from tests.standins.slack.world import World

REQUEST_MAX_BYTES = 2**21


class SlackServer(Served, Actors, Interactions, Sight):
    """`async with SlackServer() as slack`: `slack.url`, `slack.api_url`, `slack.world` to furnish it, then people act.

    `retries` are the seconds before each further attempt of an event; `one_a_minute` is what apps outside the
    Marketplace get of history; `each_installation` sends an event to every installation instead of one for all.
    """

    def __init__(
        self,
        record: Path | None = None,
        retries: tuple[float, ...] = RETRY_SECONDS,
        one_a_minute: bool = False,
        subscribed: frozenset[str] = frozenset(HEARD_BY),
        each_installation: bool = False,
    ) -> None:
        self.ahead = 0.0
        self.state = State(lambda: time.time() + self.ahead)
        self.record, self.one_a_minute = Record(record), one_a_minute
        self.deliveries = Deliveries(self.record, retries)
        self.events = Events(self.state, self.deliveries.give, subscribed, each_installation)
        self.installing = Installing(self.state)
        self.world = World(self.state, self.events, self.installing)
        self.triggers, self.sockets = Triggers(self.state), Sockets()
        self.responses = Responses(self.state, self.world, self.record)
        self._dispatch, self._posts = Dispatch(self), list[Posts]()
        self.deliveries.way = self.sockets

    @property
    def api_url(self) -> str:
        """What an SDK takes as its base URL."""
        return f"{self.url}/api/"

    @property
    def calls(self) -> list[Called]:
        """The Web API's calls so far: (method, arguments, answer, team)."""
        return self.record.calls

    def called(self, method: str) -> list[Called]:
        return [call for call in self.record.calls if call.method == method]

    async def posts_to(self, url: str) -> None:
        """From now on all is delivered over signed HTTP, to an address that answers Slack's challenge."""
        posts = Posts(url)
        self._posts.append(posts)
        if not await posts.verified():
            raise ValueError(f"{url} did not answer the challenge")
        self.deliveries.way = posts

    def limits(self, method: str, seconds: int, times: int = 1) -> None:
        """The next calls of the method are answered 429, with so many seconds in Retry-After."""
        self._dispatch.scripted[method] = Scripted(times, "ratelimited", 429, seconds)

    def refuses(self, method: str, error: str, times: int = 1, status: int = 200) -> None:
        """The next calls of the method fail with this error."""
        self._dispatch.scripted[method] = Scripted(times, error, status)

    def passes(self, seconds: float) -> None:
        """Slack's clock goes on, and with it what expires; what waits for a retry waits by the real clock."""
        self.ahead += seconds

    def application(self) -> web.Application:
        parts = (self, self.world, self.deliveries, self.sockets, self.installing)
        app = web.Application(client_max_size=REQUEST_MAX_BYTES)
        app.router.add_route("*", "/api/{method}", self._dispatch.serve)
        app.router.add_post("/commands/{team}/{id}/{secret}", self.responses.serve)
        app.router.add_get("/link/", self.sockets.serve)
        app.router.add_post("/_control", control(parts, partial(described, self)))
        return app

    async def start(self, port: int = 0) -> Self:
        await super().start(port)
        self.sockets.base = self.responses.base = self.url
        return self

    async def stop(self) -> None:
        await self.deliveries.close()
        self.sockets.cut()
        for posts in self._posts:
            await posts.close()
        await super().stop()
        self.record.close()
