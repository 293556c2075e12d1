"""A stand-in of Teams on loopback: the connector, signing in, Graph, and the people in it."""

import time
from functools import partial
from pathlib import Path
from typing import Self

from aiohttp import web

from tests.standins.control import control
from tests.standins.serving import Served
from tests.standins.teams.activities import Activities
from tests.standins.teams.connector.dispatch import Dispatch
from tests.standins.teams.connector.limits import Limits
from tests.standins.teams.content import MESSAGE_MAX_BYTES
from tests.standins.teams.deliveries import Deliveries
from tests.standins.teams.described import described
from tests.standins.teams.graph.dispatch import Graph
from tests.standins.teams.graph.notifying import Notifying
from tests.standins.teams.interactions import Dialog, Interactions
from tests.standins.teams.load import Load
from tests.standins.teams.login import Login
from tests.standins.teams.managing import Managing
from tests.standins.teams.record import Called, Record
from tests.standins.teams.state import Json, Message, State
from tests.standins.teams.streams import Streams
from tests.standins.teams.world import World

REQUEST_MAX_BYTES = 2**21


class TeamsServer(Served, Load, Managing, Interactions):
    """`async with TeamsServer() as teams`: `teams.world` to furnish it, `teams.sends_to(url)`, then people act.

    `message_max_bytes` is what the connector takes of one message; `eases` takes limits away. `region` is where the
    connector is: the first part of its address, which `moves` changes.
    """

    def __init__(self, record: Path | None = None, message_max_bytes: int = MESSAGE_MAX_BYTES) -> None:
        self.ahead, self.region, self.message_max_bytes = 0.0, "emea", message_max_bytes
        self.state = State(lambda: time.time() + self.ahead)
        self.record = Record(record)
        self.world, self.activities = World(self.state), Activities(self.state)
        self.deliveries = Deliveries(self.state, self.record)
        self.login = Login(self.state, self.record)
        self.streams = Streams(self.state, self.world.put)
        self.connector = Dispatch(self, Limits(self.state.now))
        self.graph, self.notifying = Graph(self), Notifying(self.state, self.record)
        self.replaced: dict[tuple[str, str], Json] = {}
        self.dialogs: dict[str, Dialog] = {}
        self.notices: dict[str, list[str]] = {}
        self.world.watchers += [self._updated, self.notifying.watch]

    @property
    def service_url(self) -> str:
        return f"{self.url}/{self.region}/"

    @property
    def graph_url(self) -> str:
        """What stands for https://graph.microsoft.com/v1.0."""
        return f"{self.url}/graph/v1.0"

    @property
    def calls(self) -> list[Called]:
        """The bot's requests so far."""
        return self.record.calls

    def called(self, what: str) -> list[Called]:
        """Those whose method and path begin so, such as `POST /emea/v3/conversations`."""
        return [call for call in self.record.calls if call.what.startswith(what)]

    def sends_to(self, url: str) -> None:
        """The bot's address for messages, such as http://127.0.0.1:3978/api/messages."""
        self.deliveries.url = url

    async def settled(self) -> None:
        """Waits until nothing is under way to the bot, neither activities nor notifications."""
        await self.deliveries.settled()
        await self.notifying.settled()

    def passes(self, seconds: float) -> None:
        """The clock of Teams goes on, and with it what expires."""
        self.ahead += seconds

    def moves(self, region: str) -> None:
        """Activities name another service address from now on, and the one before is no longer answered."""
        self.region = region
        self.activities.service_url = self.deliveries.service_url = self.service_url

    def rotates_keys(self) -> None:
        """Teams signs with a new key from now on, and publishes it beside the one before."""
        self.deliveries.signer = f"teams-{len(self.login.signers) + 1}"
        self.login.signers.append(self.deliveries.signer)

    def eases(
        self, limits: bool = False, stream_seconds: float | None = None, message_max_bytes: int | None = None
    ) -> None:
        """Whether calls are counted; how far apart a stream's requests must be; how large a message may be."""
        self.connector.limits.on = limits
        self.streams.interval = self.streams.interval if stream_seconds is None else stream_seconds
        self.message_max_bytes = message_max_bytes or self.message_max_bytes

    def application(self) -> web.Application:
        graph = (self.graph, self.notifying)
        parts = (self, self.world, self.deliveries, self.connector, *graph, self.streams, self.login)
        app = web.Application(client_max_size=REQUEST_MAX_BYTES)
        self.connector.routes(app)
        self.graph.routes(app)
        app.router.add_get("/v1/.well-known/openidconfiguration", self.login.openid)
        app.router.add_get("/v1/.well-known/keys", self.login.keys)
        app.router.add_post("/login/{authority}/oauth2/v2.0/token", self.login.token)
        app.router.add_post("/_control", control(parts, partial(described, self)))
        return app

    async def start(self, port: int = 0) -> Self:
        await super().start(port)
        self.login.base = self.url
        self.moves(self.region)
        return self

    async def stop(self) -> None:
        await self.deliveries.close()
        await self.notifying.close()
        await super().stop()
        self.record.close()

    def _updated(self, change: str, message: Message) -> None:
        """What the bot changes for all is new for those too who had a card of their own."""
        for key in [key for key in self.replaced if key[1] == message.id and change != "created"]:
            del self.replaced[key]
