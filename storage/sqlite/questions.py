"""What people asked in the database file: one encrypted row for each question."""

import json
import secrets
from collections.abc import Sequence
from typing import Any

from core.ports.questions import KeptQuestion
from storage.sqlite.database import explained
from storage.sqlite.keyring import Workspace
from storage.sqlite.rows import author_digest, from_microseconds, to_microseconds
from storage.sqlite.session import Session, Writing

_COLUMNS = "key, at, waiting, body"
_KNOWN = "SELECT key FROM questions WHERE workspace = ? AND id = ?"
_REPLACE = """INSERT INTO questions (key, workspace, id, who, at, waiting, body) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE
    SET (who, at, waiting, body) = (excluded.who, excluded.at, excluded.waiting, excluded.body)"""
_GET = f"SELECT {_COLUMNS} FROM questions WHERE workspace = ? AND id = ?"
_WAITING = f"SELECT {_COLUMNS} FROM questions WHERE workspace = ? AND waiting"


class SqliteQuestions:
    """A `Questions`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def put(self, kept: KeptQuestion) -> None:
        async def write(writing: Writing) -> None:
            workspace = await writing.workspace(kept.platform, kept.workspace)
            id = _digest(workspace, kept.id)
            found = await writing.connection.execute_fetchall(_KNOWN, (workspace.key, id))
            key = next((key for (key,) in found), None) or secrets.randbits(62)
            body = json.dumps([kept.id, kept.person, kept.body], ensure_ascii=False).encode()
            data_key, at = workspace.data_key, to_microseconds(kept.at)
            who = author_digest(data_key, kept.person)
            row = (key, workspace.key, id, who, at, kept.waiting, data_key.encrypt(body, _place(key)))
            await writing.connection.execute(_REPLACE, row)

        await self._session.written(write)

    async def get(self, platform: str, workspace: str, id: str) -> KeptQuestion | None:
        known = await self._session.workspace(platform, workspace)
        rows = await self._session.rows(_GET, (known.key, _digest(known, id))) if known else []
        with explained(self._session.path):
            return next((_from_row(row, known) for row in rows if known), None)

    async def waiting(self, platform: str) -> Sequence[KeptQuestion]:
        found: list[KeptQuestion] = []
        for workspace in await self._session.keyring():
            if workspace.platform == platform:
                rows = await self._session.rows(_WAITING, (workspace.key,))
                with explained(self._session.path):
                    found += [_from_row(row, workspace) for row in rows]
        return sorted(found, key=lambda kept: kept.at)


def _from_row(row: Sequence[Any], workspace: Workspace) -> KeptQuestion:
    key, at, waiting, encrypted = row
    id, person, body = json.loads(workspace.data_key.decrypt(encrypted, _place(key)))
    moment = from_microseconds(at)
    assert moment
    return KeptQuestion(id, workspace.platform, workspace.id, person, body, moment, bool(waiting))


def _digest(workspace: Workspace, id: str) -> bytes:
    return workspace.data_key.digest(b"question", id)


def _place(key: int) -> bytes:
    return b"questions.body" + key.to_bytes(8)
