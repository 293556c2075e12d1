"""Who is told what about items, in a database file: a row for each item, person and occasion."""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, get_args

from core.action_items.note import Occasion
from core.models import Person
from core.ports.notes import Claimed
from storage.sqlite.items import KIND
from storage.sqlite.keyring import Workspace
from storage.sqlite.records import digest
from storage.sqlite.rows import author_digest, to_microseconds
from storage.sqlite.session import Session
from storage.sqlite.writing import Writing

OCCASIONS: tuple[Occasion, ...] = get_args(Occasion)
_WAITING, _CLAIMED, _TOLD, _UNSENT = range(4)

_RECORD = "SELECT key FROM records WHERE workspace = ? AND kind = ? AND id = ?"
_PUT = """INSERT INTO notes (key, workspace, record, occasion, person, at, state, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (record, occasion, person) DO """
_ONCE = "NOTHING"
_AGAIN = "UPDATE SET (at, state, until) = (excluded.at, excluded.state, NULL)"
_DIED = "UPDATE notes SET (state, until) = (?, NULL) WHERE workspace = ? AND state = ? AND until <= ?"
_DUE = "SELECT person, occasion FROM notes WHERE workspace = ? AND state = ? AND at <= ? ORDER BY at LIMIT 1"
_ANY = """SELECT 1 FROM notes
    WHERE workspace = ? AND ((state = ? AND at <= ?) OR (state = ? AND until <= ?)) LIMIT 1"""
_TOGETHER = """SELECT notes.key, notes.body FROM notes
    WHERE workspace = ? AND state = ? AND person = ? AND occasion = ? AND (? OR at <= ?) ORDER BY at, notes.key"""
_CLAIM = "UPDATE notes SET (state, until) = (?, ?) WHERE key = ?"
_SETTLE = "UPDATE notes SET (state, until) = (?, NULL) WHERE key = ? AND state = ?"
_LATER = "UPDATE notes SET (state, until, at) = (?, NULL, ?) WHERE key = ? AND state = ?"
_UNTOLD = "SELECT key, body FROM notes WHERE workspace = ? AND person = ? AND state = ? ORDER BY at, key"


class SqliteNotes:
    """`Notes`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def put(
        self, platform: str, workspace: str, person: Person, item: str, occasion: Occasion, at: datetime
    ) -> None:
        key = secrets.randbits(62)

        async def job(writing: Writing) -> None:
            place = await writing.workspace(platform, workspace)
            values = place.key, KIND.number, digest(place, item)
            rows = await writing.connection.execute_fetchall(_RECORD, values)
            body = place.data_key.encrypt(json.dumps([person.id, person.name, item]).encode(), _place(key))
            for (record,) in rows:
                who = author_digest(place.data_key, person.id)
                row = key, place.key, record, OCCASIONS.index(occasion), who, to_microseconds(at), _WAITING, body
                await writing.connection.execute(_PUT + (_AGAIN if occasion == "reminder" else _ONCE), row)

        await self._session.written(job)

    async def claim(self, platform: str, now: datetime, until: datetime) -> Claimed | None:
        if not await self._any_due(platform, now):
            return None

        async def job(writing: Writing) -> Claimed | None:
            for workspace in writing.keyring:
                if workspace.platform == platform and (claimed := await _claim(writing, workspace, now, until)):
                    return claimed
            return None

        return await self._session.written(job)

    async def told(self, claimed: Claimed) -> None:
        await self._settle(_SETTLE, claimed, _TOLD)

    async def later(self, claimed: Claimed, at: datetime) -> None:
        await self._settle(_LATER, claimed, _WAITING, to_microseconds(at))

    async def refused(self, claimed: Claimed) -> None:
        await self._settle(_SETTLE, claimed, _UNSENT)

    async def unsent(self, platform: str, workspace: str, person: str) -> Sequence[str]:
        known = await self._session.workspace(platform, workspace)
        if known is None:
            return []
        values = known.key, author_digest(known.data_key, person), _UNSENT
        if not await self._session.rows(_UNTOLD, values):  # as a rule, at each answer: nothing is written
            return []

        async def job(writing: Writing) -> Sequence[str]:
            rows = list(await writing.connection.execute_fetchall(_UNTOLD, values))
            await writing.connection.executemany(_SETTLE, ((_TOLD, key, _UNSENT) for key, _ in rows))
            return list(dict.fromkeys(_read(row, known)[1] for row in rows))

        return await self._session.written(job)

    async def _any_due(self, platform: str, now: datetime) -> bool:
        at = to_microseconds(now)
        for workspace in await self._session.keyring():
            values = workspace.key, _WAITING, at, _CLAIMED, at
            if workspace.platform == platform and await self._session.rows(_ANY, values):
                return True
        return False

    async def _settle(self, sql: str, claimed: Claimed, *values: Any) -> None:
        """Nothing where the claim has ended."""

        async def job(writing: Writing) -> None:
            keys = map(int, claimed.key.split())
            await writing.connection.executemany(sql, ((*values, key, _CLAIMED) for key in keys))

        await self._session.written(job)


async def _claim(writing: Writing, workspace: Workspace, now: datetime, until: datetime) -> Claimed | None:
    at, connection = to_microseconds(now), writing.connection
    await connection.execute(_DIED, (_UNSENT, workspace.key, _CLAIMED, at))
    due = list(await connection.execute_fetchall(_DUE, (workspace.key, _WAITING, at)))
    if not due:
        return None
    [(who, occasion)] = due
    # What was found is told together; a reminder comes at its own time.
    early = OCCASIONS[occasion] == "found"
    values = workspace.key, _WAITING, who, occasion, early, at
    rows = list(await connection.execute_fetchall(_TOGETHER, values))
    await connection.executemany(_CLAIM, ((_CLAIMED, to_microseconds(until), key) for key, _ in rows))
    read = [_read(row, workspace) for row in rows]
    items = tuple(item for _, item in read)
    keys = " ".join(str(key) for key, _ in rows)
    return Claimed(workspace.platform, workspace.id, read[-1][0], OCCASIONS[occasion], items, keys)


def _read(row: Sequence[Any], workspace: Workspace) -> tuple[Person, str]:
    key, body = row
    id, name, item = json.loads(workspace.data_key.decrypt(body, _place(key)))
    return Person(id, name), item


def _place(key: int) -> bytes:
    return b"notes.body" + key.to_bytes(8)
