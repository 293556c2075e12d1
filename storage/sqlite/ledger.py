"""The ledger: what is reserved, the sums of each workspace and day, and an encrypted row for each call."""

import json
import secrets
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from core.ports import Amount, Entry, Reservation, Usage, Window, Word
from core.spending.caps import Caps, Standing, Sums, require_room
from storage.sqlite.dated import within
from storage.sqlite.keyring import Workspace
from storage.sqlite.rows import from_microseconds, to_microseconds
from storage.sqlite.session import Session, Writing

DOLLAR = 1_000_000_000  # amounts are billionths: a token read from the cache costs ten of them

_RESERVE = "INSERT INTO reservations (key, workspace, day, own, listed, until) VALUES (?, ?, ?, ?, ?, ?)"
_FREE = "DELETE FROM reservations WHERE until <= ?"
_ENTER = "INSERT INTO calls (key, workspace, at, body) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO NOTHING"
_COUNT = """INSERT INTO spent (day, workspace, own, listed) VALUES (?, ?, ?, ?)
    ON CONFLICT (day, workspace) DO UPDATE SET (own, listed) = (own + excluded.own, listed + excluded.listed)"""
_SUMS = """SELECT
        coalesce(sum(own) FILTER (WHERE workspace = ?1 AND day = ?2), 0),
        coalesce(sum(listed) FILTER (WHERE day = ?2), 0),
        coalesce(sum(listed), 0)
    FROM {table} WHERE day >= ?3"""
# In one statement: for each one a transaction waits for the event loop, and all that write wait for the transaction.
_STANDING = f"""SELECT settled.*, reserved.*,
        (SELECT json_group_object(day, own) FROM spent WHERE workspace = ?1 AND day BETWEEN ?2 - 7 AND ?2 - 1)
    FROM ({_SUMS.format(table="spent")}) AS settled,
        ({_SUMS.format(table="reservations")} AND until > ?4) AS reserved"""
_CLAIM = "INSERT INTO told (workspace, word, day) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_SELECT = "SELECT key, at, body FROM calls"


_Rows = Callable[[str, tuple[Any, ...]], Awaitable[Iterable[Any]]]


class SqliteLedger:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def reserve(
        self, platform: str, workspace: str, amount: Amount, caps: Caps, now: datetime, until: datetime
    ) -> Reservation:
        reservation = Reservation(secrets.randbits(62), platform, workspace, now.date())

        async def write(writing: Writing) -> None:
            place = (await writing.workspace(platform, workspace)).key
            await writing.connection.execute(_FREE, (to_microseconds(now),))
            standing = await _standing(writing.connection.execute_fetchall, place, now)
            require_room(standing, amount.own, amount.listed, caps)
            values = (now.date().toordinal(), _billionths(amount.own), _billionths(amount.listed))
            await writing.connection.execute(_RESERVE, (reservation.key, place, *values, to_microseconds(until)))

        await self._session.written(write)
        return reservation

    async def settle(self, entry: Entry, listed: float = 0.0, reservation: Reservation | None = None) -> Standing:
        key = reservation.key if reservation else secrets.randbits(62)
        day = reservation.day if reservation else entry.at.date()

        async def write(writing: Writing) -> Standing:
            known = writing.keyring.find(entry.platform, entry.workspace)
            if reservation and known is None:  # erased meanwhile: it is not made again
                return await _standing(writing.connection.execute_fetchall, None, entry.at)
            place = known or await writing.workspace(entry.platform, entry.workspace)
            cursor = await writing.connection.execute(_ENTER, to_row(entry, place, key))
            if cursor.rowcount:  # else it was settled before
                values = (day.toordinal(), place.key, _billionths(entry.cost), _billionths(listed))
                await writing.connection.execute(_COUNT, values)
            await writing.connection.execute("DELETE FROM reservations WHERE key = ?", (key,))
            return await _standing(writing.connection.execute_fetchall, place.key, entry.at)

        return await self._session.written(write)

    async def standing(self, platform: str, workspace: str, now: datetime) -> Standing:
        known = await self._session.workspace(platform, workspace)
        return await _standing(self._session.rows, known.key if known else None, now)

    async def entries(self, window: Window = Window(), workspace: str | None = None) -> Sequence[Entry]:
        return await within(self._session, _SELECT, _from_row, window, workspace)

    async def claim(self, platform: str, workspace: str, word: Word, day: date) -> bool:
        async with self._session.writing() as writing:
            place = await writing.workspace(platform, workspace)
            cursor = await writing.connection.execute(_CLAIM, (place.key, int(word), day.toordinal()))
        return cursor.rowcount == 1


async def _standing(rows: _Rows, workspace: int | None, now: datetime) -> Standing:
    today = now.date()
    days = today.toordinal(), today.replace(day=1).toordinal()
    [row] = await rows(_STANDING, (workspace, *days, to_microseconds(now)))
    week: dict[str, int] = json.loads(row[6])
    spent = tuple(week.get(str(day), 0) / DOLLAR for day in range(days[0] - 7, days[0]))
    return Standing(today, _sums(row[:3]), _sums(row[3:6]), spent)


def to_row(entry: Entry, workspace: Workspace, key: int) -> tuple[Any, ...]:
    """The values of key, workspace, at and body."""
    usage = entry.usage
    body = {
        "channel": entry.channel,
        "model": entry.model,
        "purpose": entry.purpose,
        "usage": [usage.input, usage.output, usage.cache_read, usage.cache_written],
        "cost": [entry.cost, entry.large, entry.cached],
    }
    encrypted = workspace.data_key.encrypt(json.dumps(body).encode(), _place(key))
    return key, workspace.key, to_microseconds(entry.at), encrypted


def _from_row(row: Sequence[Any], workspace: Workspace) -> Entry:
    key, at, encrypted = row
    body = json.loads(workspace.data_key.decrypt(encrypted, _place(key)))
    moment = from_microseconds(at)
    assert moment
    what = body["channel"], body["model"], body["purpose"]
    return Entry(moment, workspace.platform, workspace.id, *what, Usage(*body["usage"]), *body["cost"])


def _sums(row: Sequence[int]) -> Sums:
    return Sums(*(value / DOLLAR for value in row))


def _billionths(dollars: float) -> int:
    return round(dollars * DOLLAR)


def _place(key: int) -> bytes:
    return b"calls.body" + key.to_bytes(8)
