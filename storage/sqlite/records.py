"""What summaries found, in a database file: an encrypted row for each, keyed hashes for what is looked up."""

import json
import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from core.models import Channel
from core.ports.records import Change, R, Record
from storage.encryption import DataKey
from storage.sqlite.database import explained
from storage.sqlite.keyring import Workspace
from storage.sqlite.rows import author_digest, channel_digest, message_digest, to_microseconds
from storage.sqlite.session import Session
from storage.sqlite.writing import Writing

_COLUMNS = "key, body"
_HERE = f"SELECT {_COLUMNS} FROM records WHERE workspace = ? AND kind = ? AND channel = ? ORDER BY at, key"
_OF = f"SELECT {_COLUMNS} FROM records WHERE workspace = ? AND kind = ? AND person = ? ORDER BY at, key"
_ALL = f"SELECT {_COLUMNS} FROM records WHERE workspace = ? AND kind = ? ORDER BY at, key"
_ONE = f"SELECT {_COLUMNS} FROM records WHERE workspace = ? AND kind = ? AND id = ?"
_INSERT = "INSERT INTO records (key, workspace, kind, id, channel, person, at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_UPDATE = "UPDATE records SET (person, at, body) = (?, ?, ?) WHERE key = ?"
_RESTS = """SELECT 1 FROM record_sources JOIN records ON records.key = record_sources.record
    WHERE record_sources.workspace = ? AND source = ? AND kind = ? LIMIT 1"""
# A message may have been deleted while the summary was made of it.
_DELETED = """SELECT 1 FROM messages JOIN channels ON channels.key = messages.channel
    WHERE channels.workspace = ? AND channels.id = ? AND messages.id = ? AND messages.body IS NULL"""


@dataclass(frozen=True, slots=True)
class Kind(Generic[R]):
    """What the rows of this `number` hold."""

    number: int
    to_text: Callable[[R], str]
    from_text: Callable[[str], R]


class SqliteRecords(Generic[R]):
    """`Records` of one kind."""

    def __init__(self, session: Session, kind: Kind[R]) -> None:
        self._session = session
        self._kind = kind

    async def change(self, channel: Channel, change: Change[R]) -> Sequence[R]:
        async def job(writing: Writing) -> Sequence[R]:
            workspace = await writing.workspace(channel.platform, channel.workspace)
            values = workspace.key, self._kind.number, channel_digest(workspace.data_key, channel.id)
            rows = await writing.connection.execute_fetchall(_HERE, values)
            before = {record.id: (row[0], record) for row in rows for record in [read(row, workspace, self._kind)]}
            asked = change([record for _, record in before.values()])
            kept = [r for r in asked if r.id in before or not await _rests_on_deleted(writing, workspace, r)]
            for record in kept:
                key, known = before.pop(record.id, (None, None))
                if record != known:
                    await self._put(writing, workspace, record, key)
            gone = ((key,) for key, _ in before.values())
            await writing.connection.executemany("DELETE FROM records WHERE key = ?", gone)
            return kept

        return await self._session.written(job)

    async def get(self, platform: str, workspace: str, id: str) -> R | None:
        found = await self._session.workspace(platform, workspace)
        if found is None:
            return None
        rows = await self._session.rows(_ONE, (found.key, self._kind.number, digest(found, id)))
        return next(iter(self._all(rows, found)), None)

    async def list(
        self, platform: str, workspace: str, channel: Channel | None = None, person: str | None = None
    ) -> Sequence[R]:
        found = await self._session.workspace(platform, workspace)
        if found is None:
            return []
        sql, digests = _ALL, tuple[bytes, ...]()
        if channel:
            sql, digests = _HERE, (channel_digest(found.data_key, channel.id),)
        elif person:
            sql, digests = _OF, (author_digest(found.data_key, person),)
        records = self._all(await self._session.rows(sql, (found.key, self._kind.number, *digests)), found)
        return [r for r in records if person is None or (r.person and r.person.id == person)]

    async def rests(self, channel: Channel, messages: Collection[str]) -> bool:
        found = await self._session.workspace(channel.platform, channel.workspace)
        if found is None:
            return False
        for id in messages:
            values = found.key, _source(found.data_key, channel, id), self._kind.number
            if await self._session.rows(_RESTS, values):
                return True
        return False

    def _all(self, rows: Sequence[Any], workspace: Workspace) -> Sequence[R]:
        with explained(self._session.path):
            return [read(row, workspace, self._kind) for row in rows]

    async def _put(self, writing: Writing, workspace: Workspace, record: R, known: int | None) -> None:
        data_key, key = workspace.data_key, known or secrets.randbits(62)
        person = author_digest(data_key, record.person.id) if record.person else None
        body = data_key.encrypt(self._kind.to_text(record).encode(), _place(key))
        changing = person, to_microseconds(record.at), body
        if known is None:
            fixed = key, workspace.key, self._kind.number, digest(workspace, record.id)
            values = *fixed, channel_digest(data_key, record.channel.id), *changing
            await writing.connection.execute(_INSERT, values)
        else:
            await writing.connection.execute(_UPDATE, (*changing, key))
        await writing.connection.execute("DELETE FROM record_sources WHERE record = ?", (key,))
        sources = ((_source(data_key, record.channel, id), key, workspace.key) for id in dict.fromkeys(record.sources))
        await writing.connection.executemany("INSERT INTO record_sources VALUES (?, ?, ?)", sources)


async def drop(writing: Writing, workspace: Workspace, kind: Kind[Any], concerns: Callable[[Record], bool]) -> None:
    """Remove each that `concerns` a person who is forgotten."""
    rows = await writing.connection.execute_fetchall(_ALL, (workspace.key, kind.number))
    gone = [row[0] for row in rows if concerns(read(row, workspace, kind))]
    await writing.connection.executemany("DELETE FROM records WHERE key = ?", ((key,) for key in gone))


async def _rests_on_deleted(writing: Writing, workspace: Workspace, record: R) -> bool:
    key = workspace.data_key
    for id in record.sources:
        values = workspace.key, channel_digest(key, record.channel.id), message_digest(key, id)
        if await writing.connection.execute_fetchall(_DELETED, values):
            return True
    return False


def read(row: Sequence[Any], workspace: Workspace, kind: Kind[R]) -> R:
    """The record of the values of `_COLUMNS`."""
    key, body = row
    return kind.from_text(workspace.data_key.decrypt(body, _place(key)).decode())


def digest(workspace: Workspace, id: str) -> bytes:
    return workspace.data_key.digest(b"record", id)


def _source(key: DataKey, channel: Channel, message_id: str) -> bytes:
    return key.digest(b"record source", json.dumps([channel.id, message_id]))


def _place(key: int) -> bytes:
    return b"records.body" + key.to_bytes(8)
