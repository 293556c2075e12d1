"""What a test does to the gateway's connections: waits for them, cuts them, makes them silent, sends them away."""

import asyncio

from tests.standins.discord.sessions import Connection, Session

HEARTBEAT_SECONDS = 41.25


class Troubles:
    """`open` are the connections of now, `closed` the codes that clients were sent away with; `acknowledges` is
    whether heartbeats are answered, `identify_seconds` how long another identify of a shard has to wait (Discord: 5).
    """

    def __init__(self) -> None:
        self.heartbeat_seconds, self.acknowledges = HEARTBEAT_SECONDS, True
        self.identify_seconds = 0.0
        self.heartbeats = 0
        self.open: list[Connection] = []
        self.sessions: dict[str, Session] = {}
        self.closed: list[int] = []
        self._changed = asyncio.Event()

    async def connected(self, count: int = 1) -> None:
        """Waits until so many sessions have a connection that hears."""
        while sum(1 for s in self.sessions.values() if s.connection) < count:
            self._changed.clear()
            await self._changed.wait()

    async def beats(self, count: int) -> None:
        """Waits until so many more heartbeats have come."""
        wanted = self.heartbeats + count
        while self.heartbeats < wanted:
            self._changed.clear()
            await self._changed.wait()

    def paces(
        self, heartbeat: float | None = None, acknowledges: bool | None = None, identify: float | None = None
    ) -> None:
        """Seconds between heartbeats and between identifies of a shard, and whether heartbeats are answered."""
        self.heartbeat_seconds = self.heartbeat_seconds if heartbeat is None else heartbeat
        self.acknowledges = self.acknowledges if acknowledges is None else acknowledges
        self.identify_seconds = self.identify_seconds if identify is None else identify

    def cut(self) -> None:
        """Every connection of now ends without a word."""
        for connection in list(self.open):
            connection.abort()

    def closes(self, code: int) -> None:
        """Every connection of now is closed by Discord."""
        for connection in list(self.open):
            connection.close(code)

    def asks_to_reconnect(self) -> None:
        for connection in list(self.open):
            connection.say({"op": 7, "d": None})

    def invalidates(self, resumable: bool = False) -> None:
        """Invalid Session on every connection; unless resumable, nobody can resume."""
        if not resumable:
            self.forgets()
        for connection in list(self.open):
            connection.say({"op": 9, "d": resumable})

    def forgets(self) -> None:
        """Whoever comes to resume has to begin anew."""
        self.sessions.clear()

    def deafen(self) -> None:
        """Every connection of now stays open, and nothing comes through it any more."""
        for connection in self.open:
            connection.deaf = True

    def asks_for_heartbeat(self) -> None:
        for connection in self.open:
            connection.say({"op": 1, "d": None})
