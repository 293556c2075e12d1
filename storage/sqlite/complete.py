"""Which part of each channel's past is stored, and what is wanted of it, in a database file."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

from core.hearing.stretches import ended, reopened, together
from core.models import Channel
from core.ports import Wanted, Window
from storage.sqlite.places import Place, place_of
from storage.sqlite.rows import CHANNEL_KEY, channel_key, from_microseconds, to_channel, to_microseconds
from storage.sqlite.session import Session
from storage.sqlite.writing import Writing

_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)  # stand for an open end

_STRETCHES = f"SELECT since, until FROM complete WHERE channel = ({CHANNEL_KEY}) ORDER BY since"
_OPEN = """SELECT channels.key, channels.id, (SELECT max(sent_at) FROM messages WHERE channel = channels.key)
    FROM complete JOIN channels ON channels.key = complete.channel WHERE workspace = ? AND until = ?"""
_WANT = """INSERT INTO wanted (channel, since, until, not_before) VALUES (?, ?, ?, ?)
    ON CONFLICT (channel) DO UPDATE SET (since, until, not_before) =
        (min(since, excluded.since), max(until, excluded.until), excluded.not_before)"""
_FETCHED = "DELETE FROM wanted WHERE (channel, since, until) = (?, ?, ?)"
_DUE = """SELECT not_before, wanted.channel, since, until, channels.id, channels.body
    FROM wanted JOIN channels ON channels.key = wanted.channel
    WHERE workspace = ? AND not_before <= ? ORDER BY not_before LIMIT 1"""


class SqliteComplete:
    """`Complete`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def stretches(self, channel: Channel) -> Sequence[Window]:
        workspace = await self._session.workspace(channel.platform, channel.workspace)
        if workspace is None:
            return []
        rows = await self._session.rows(_STRETCHES, channel_key(workspace, channel))
        return [_window(*row) for row in rows]

    async def add(self, channel: Channel, window: Window) -> None:
        await self._change(channel, lambda stretches: together([*stretches, window]))

    async def end(self, channel: Channel, at: datetime) -> None:
        await self._change(channel, lambda stretches: ended(stretches, at))

    async def interrupted(self, platform: str, at: datetime) -> None:
        async def job(writing: Writing) -> None:
            for workspace in writing.keyring:
                if workspace.platform == platform:
                    values = workspace.key, to_microseconds(_LAST)
                    for key, digest, latest in await writing.connection.execute_fetchall(_OPEN, values):
                        heard = from_microseconds(latest) or _FIRST
                        place = Place(key, digest, workspace)
                        await _write(writing, place, partial(reopened, heard=heard, at=at))

        await self._session.written(job)

    async def want(self, wanted: Wanted) -> None:
        async def job(writing: Writing) -> None:
            place = await place_of(writing, wanted.channel)
            values = place.key, *_ends(wanted.window), to_microseconds(wanted.not_before)
            await writing.connection.execute(_WANT, values)

        await self._session.written(job)

    async def claim(self, platform: str, now: datetime, until: datetime) -> Wanted | None:
        async def job(writing: Writing) -> Wanted | None:
            due = []
            for workspace in writing.keyring:
                if workspace.platform == platform:
                    values = workspace.key, to_microseconds(now)
                    due += [(*row, workspace) for row in await writing.connection.execute_fetchall(_DUE, values)]
            if not due:
                return None
            not_before, key, since, stop, digest, body, workspace = min(due, key=lambda row: row[0])
            await writing.connection.execute(
                "UPDATE wanted SET not_before = ? WHERE channel = ?", (to_microseconds(until), key)
            )
            since_when = from_microseconds(not_before)
            assert since_when
            return Wanted(to_channel(workspace, digest, body), _window(since, stop), since_when)

        return await self._session.written(job)

    async def fetched(self, wanted: Wanted) -> None:
        async def job(writing: Writing) -> None:
            place = await place_of(writing, wanted.channel)
            await writing.connection.execute(_FETCHED, (place.key, *_ends(wanted.window)))

        await self._session.written(job)

    async def _change(self, channel: Channel, change: Callable[[list[Window]], list[Window]]) -> None:
        async def job(writing: Writing) -> None:
            await _write(writing, await place_of(writing, channel), change)

        await self._session.written(job)


async def _write(writing: Writing, place: Place, change: Callable[[list[Window]], list[Window]]) -> None:
    rows = await writing.connection.execute_fetchall(
        "SELECT since, until FROM complete WHERE channel = ?", (place.key,)
    )
    changed = change([_window(*row) for row in rows])
    await writing.connection.execute("DELETE FROM complete WHERE channel = ?", (place.key,))
    values = ((place.key, *_ends(window)) for window in changed)
    await writing.connection.executemany("INSERT INTO complete (channel, since, until) VALUES (?, ?, ?)", values)


def _ends(window: Window) -> tuple[int | None, int | None]:
    return to_microseconds(window.since or _FIRST), to_microseconds(window.until or _LAST)


def _window(since: int, until: int) -> Window:
    start, end = from_microseconds(since), from_microseconds(until)
    return Window(None if start == _FIRST else start, None if end == _LAST else end)
