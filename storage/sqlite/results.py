"""Results in the database file: one row for each answer, without its text."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from core.models import Channel
from core.ports import Window
from core.results import Checks, Opinion, Result
from storage.sqlite.dated import within
from storage.sqlite.keyring import Workspace
from storage.sqlite.rows import author_digest, channel_digest, from_microseconds, to_microseconds
from storage.sqlite.session import Session, Writing

COLUMNS = "key, at, opinion, reason, body"
_INSERT = "INSERT INTO results (key, workspace, id, channel, who, at, body) VALUES (?, ?, ?, ?, ?, ?, ?)"
_OPINE = "UPDATE results SET (opinion, reason) = (?, ?) WHERE key = ?"
_SELECT = f"SELECT {COLUMNS} FROM results"
_OPINIONS: dict[Opinion, int] = {"up": 1, "down": -1}


class SqliteResults:
    """A `Results`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, channel: Channel, requester: str, result: Result) -> None:
        key = secrets.randbits(62)

        async def write(writing: Writing) -> None:
            workspace = await writing.workspace(channel.platform, channel.workspace)
            data_key = workspace.data_key
            place = channel_digest(data_key, channel.id), author_digest(data_key, requester)
            body = data_key.encrypt(_body(result), _place("body", key))
            row = (key, workspace.key, _digest(workspace, result.id), *place, to_microseconds(result.at), body)
            await writing.connection.execute(_INSERT, row)

        await self._session.written(write)
        if result.opinion:
            await self.opine(channel.platform, channel.workspace, result.id, result.opinion, result.reason)

    async def opine(self, platform: str, workspace: str, id: str, opinion: Opinion, reason: str | None = None) -> bool:
        async with self._session.writing() as writing:
            known = writing.keyring.find(platform, workspace)
            sql = "SELECT key FROM results WHERE workspace = ? AND id = ?"
            rows = await writing.connection.execute_fetchall(sql, (known.key, _digest(known, id))) if known else ()
            for (key,) in rows:
                assert known
                encrypted = known.data_key.encrypt(reason.encode(), _place("reason", key)) if reason else None
                await writing.connection.execute(_OPINE, (_OPINIONS[opinion], encrypted, key))
        return bool(rows)

    async def list(self, window: Window = Window(), workspace: str | None = None) -> Sequence[Result]:
        return await within(self._session, _SELECT, from_row, window, workspace)


def from_row(row: Sequence[Any], workspace: Workspace) -> Result:
    """The result of the values of `COLUMNS`."""
    key, at, opinion, reason, encrypted = row
    body = json.loads(workspace.data_key.decrypt(encrypted, _place("body", key)))
    moment = from_microseconds(at)
    assert moment
    return Result(
        **body | {"checks": Checks(*body["checks"])},
        at=moment,
        opinion=next((word for word, number in _OPINIONS.items() if number == opinion), None),
        reason=workspace.data_key.decrypt(reason, _place("reason", key)).decode() if reason else None,
    )


def _body(result: Result) -> bytes:
    body = {
        "id": result.id,
        "engine": result.engine,
        "prompt_version": result.prompt_version,
        "checks": astuple(result.checks),
        "cost": result.cost,
        "seconds": result.seconds,
        "cached": result.cached,
    }
    return json.dumps(body).encode()


def _digest(workspace: Workspace, id: str) -> bytes:
    return workspace.data_key.digest(b"result", id)


def _place(column: str, key: int) -> bytes:
    return f"results.{column}".encode() + key.to_bytes(8)
