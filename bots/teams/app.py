"""The SDK's adapter: what it needs to know of us, so that it opens no connections and asks for no keys of its own."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from botbuilder import schema
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import Activity
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
)
from msrest import Deserializer

from adapters.teams.connector import Connector
from adapters.teams.credentials import CONNECTOR

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """What an invoke is answered with."""

    status: int = 200
    body: Any = None


NEEDED = (
    "type",
    "id",
    "channelId",
    "serviceUrl",
    "conversation",
    "from",
    "recipient",
    "deliveryMode",
    "replyToId",
    "name",
)
_model = Deserializer({name: it for name, it in vars(schema).items() if isinstance(it, type)})  # type: ignore[no-untyped-call]

# What is done with an activity; a reply where it is an invoke.
Turn = Callable[[Json], Awaitable[Reply | None]]


class App:
    """`run` takes activities whose tokens were checked."""

    def __init__(self, connector: Connector, turn: Turn) -> None:
        self._factory, self._turn = _Clients(connector), turn
        self._adapter = CloudAdapter(_Trusting(self._factory))

    async def run(self, activity: Json, claims: Mapping[str, Any]) -> Reply | None:
        """Through the SDK's pipeline. `CloudAdapter.process` would answer 500 to every invoke that has a body."""
        authenticated = AuthenticateRequestResult()
        authenticated.claims_identity = ClaimsIdentity(dict(claims), True)
        authenticated.audience, authenticated.connector_factory = CONNECTOR, self._factory

        async def logic(context: TurnContext) -> None:
            if reply := await self._turn(activity):
                answer = InvokeResponse(status=reply.status, body=reply.body)
                await context.send_activity(Activity(type="invokeResponse", value=answer))

        said = await self._adapter.process_activity(authenticated, _read(activity), logic)
        return Reply(int(said.status), said.body) if said else None


def _read(activity: Json) -> Activity:
    """What the SDK needs of it: reading all of it takes longer than everything else that is done with it."""
    return _model("Activity", {name: activity[name] for name in NEEDED if name in activity})


class _Clients(ConnectorFactory):  # type: ignore[misc]  # the SDK ships no types
    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def create(self, service_url: str, audience: str) -> ConnectorClient:
        return self._connector.client(service_url)


class _Trusting(BotFrameworkAuthentication):  # type: ignore[misc]
    """`bots.teams.tokens` has asked already."""

    def __init__(self, factory: _Clients) -> None:
        self._factory = factory

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        raise PermissionError("tokens are checked before the adapter is called")

    async def authenticate_streaming_request(self, auth_header: str, channel_id_header: str) -> Any:
        raise PermissionError("activities come by HTTP only")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        return self._factory

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        """Nobody signs in through Recap."""
