"""The gateway: hello, identify, heartbeats, resuming, and the close codes of what goes wrong.

https://docs.discord.com/developers/events/gateway and .../topics/opcodes-and-status-codes#gateway.
"""

import asyncio
import json
import secrets
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.standins.discord import chunks, shapes
from tests.standins.discord.identify import Closed, checked
from tests.standins.discord.sessions import Connection, Session
from tests.standins.discord.snowflakes import shard
from tests.standins.discord.state import APP_ID, TOKEN, Guild, Json
from tests.standins.discord.troubles import Troubles

if TYPE_CHECKING:
    from tests.standins.discord.server import DiscordServer

PAYLOAD_MAX_BYTES = 4096
COMMANDS_MAX, COMMANDS_SECONDS = 120, 60.0
GUILD_MEMBERS = 1 << 1


class Gateway(Troubles):
    def __init__(self, server: "DiscordServer") -> None:
        super().__init__()
        self.server, self.state = server, server.state
        self._identified: dict[int, float] = {}

    @property
    def url(self) -> str:
        return self.server.url.replace("http", "ws", 1)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        connection = Connection(socket, request.transport, request.query.get("compress") == "zlib-stream")
        self.open.append(connection)
        if request.query.get("v", "10") != "10" or request.query.get("encoding", "json") != "json":
            connection.close(4012)
        else:
            interval = int(self.heartbeat_seconds * 1000)
            connection.say({"op": 10, "s": None, "t": None, "d": {"heartbeat_interval": interval, "_trace": []}})
        try:
            async with asyncio.TaskGroup() as group:
                helpers = [group.create_task(connection.write())]
                helpers.append(group.create_task(connection.watch(self.heartbeat_seconds)))
                await self._listen(connection)
                for helper in helpers:
                    helper.cancel()
        finally:
            self._left(connection)
        return socket

    async def _listen(self, connection: Connection) -> None:
        async for got in connection.socket:
            if connection.deaf or got.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                continue
            try:
                self._heard(connection, got.data)
            except Closed as closed:
                self.closed.append(closed.code)
                connection.close(closed.code)

    def _heard(self, connection: Connection, text: str | bytes) -> None:
        payload = _decoded(text)
        self.server.record.gateway("in", connection.session.id if connection.session else None, payload)
        now = time.monotonic()
        connection.commands.append(now)
        while connection.commands[0] < now - COMMANDS_SECONDS:
            connection.commands.popleft()
        if len(connection.commands) > COMMANDS_MAX:
            raise Closed(4008)
        handlers: dict[Any, Callable[[Connection, Any], None]] = {1: self._beat, 2: self._identify, 6: self._resume}
        handlers |= {3: self._ignore, 4: self._ignore, 8: self._members}
        if payload.get("op") not in handlers:
            raise Closed(4001)
        if payload["op"] in (3, 4, 8) and not connection.session:
            raise Closed(4003)
        handlers[payload["op"]](connection, payload.get("d"))

    def _beat(self, connection: Connection, number: Any) -> None:
        if number is not None and not isinstance(number, int):
            raise Closed(4002)
        connection.beaten = True
        self.heartbeats += 1
        self._changed.set()
        if self.acknowledges:
            connection.say({"op": 11, "d": None})

    def _ignore(self, connection: Connection, data: Any) -> None:
        """Presence and voice states interest nobody here."""

    def _identify(self, connection: Connection, data: Any) -> None:
        if connection.session:
            raise Closed(4005)
        asked = checked(data, self.state.privileged)
        if self._too_soon(asked.shard[0]):
            connection.say({"op": 9, "d": False})
            return
        session = Session(
            secrets.token_hex(16), asked.intents, asked.shard, self.state.now, self.server.record.dispatched
        )
        session.large_threshold = asked.large_threshold
        self.sessions[session.id] = session
        self._attach(session, connection)
        guilds = [g for g in self.state.joined() if shard(g.id, asked.shard[1]) == asked.shard[0]]
        session.dispatch("READY", json.dumps(self._ready(session, guilds, data)))
        for guild in guilds:
            self.server.events.guild_created(session, guild)

    def _too_soon(self, shard: int) -> bool:
        now = time.monotonic()
        if now < self._identified.get(shard, -1e9) + self.identify_seconds:
            return True
        self._identified[shard] = now
        return False

    def _ready(self, session: Session, guilds: list[Guild], data: Json) -> Json:
        ready: Json = {
            "v": 10,
            "user": shapes.own_user(self.state.users[APP_ID]),
            "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "application": {"id": APP_ID, "flags": self.server.application_flags},
            "session_type": "normal",
            "private_channels": [],
            "relationships": [],
        }
        return ready | ({"shard": list(session.shard)} if "shard" in data else {})

    def _resume(self, connection: Connection, data: Any) -> None:
        if connection.session:
            raise Closed(4005)
        if not isinstance(data, dict) or not isinstance(data.get("seq"), int):
            raise Closed(4002)
        if data.get("token") != TOKEN:
            raise Closed(4004)
        session = self.sessions.get(str(data.get("session_id")))
        if not session or session.expired() or not session.can_replay(data["seq"]):
            connection.say({"op": 9, "d": False})
            return
        if data["seq"] > session.number:
            raise Closed(4007)
        if session.connection:
            session.connection.session = None
            session.connection.close(4000)
        session.replay(data["seq"], connection)
        self._attach(session, connection)

    def _members(self, connection: Connection, data: Any) -> None:
        assert connection.session, "refused before"
        for chunk in chunks.answers(self.state, data, bool(connection.session.intents & GUILD_MEMBERS)):
            connection.session.dispatch("GUILD_MEMBERS_CHUNK", json.dumps(chunk))

    def _attach(self, session: Session, connection: Connection) -> None:
        session.connection, connection.session = connection, session
        self._changed.set()

    def _left(self, connection: Connection) -> None:
        """A client that closes with 1000 or 1001 ends its session too."""
        self.open.remove(connection)
        connection.gone.set()
        session = connection.session
        if session and session.connection is connection:
            session.connection, session.lost = None, self.state.now()
            if connection.socket.close_code in (1000, 1001) and not connection.closing:
                self.sessions.pop(session.id, None)


def _decoded(text: str | bytes) -> Json:
    if len(text if isinstance(text, bytes) else text.encode()) > PAYLOAD_MAX_BYTES:
        raise Closed(4002)
    try:
        payload = json.loads(text)
    except ValueError as error:
        raise Closed(4002) from error
    if not isinstance(payload, dict):
        raise Closed(4002)
    return payload
