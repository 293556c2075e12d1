"""Digests as people set them up, in a database file: an encrypted row for each."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from core.digests.digest import Digest
from core.digests.kept import from_text, to_text
from core.digests.run import Standing
from core.models import Person
from storage.sqlite.database import explained
from storage.sqlite.digest_rows import body_of
from storage.sqlite.keyring import Workspace
from storage.sqlite.rows import to_microseconds
from storage.sqlite.session import Session
from storage.sqlite.writing import Writing

NOBODY = Person("", "somebody who was forgotten")

COLUMNS = "key, body, standing"
_SELECT = f"SELECT {COLUMNS} FROM digests WHERE workspace = ?"
_KEY = "SELECT key FROM digests WHERE workspace = ? AND id = ?"
_INSERT = "INSERT INTO digests (key, workspace, id, due_at, body, standing) VALUES (?, ?, ?, ?, ?, ?)"
_UPDATE = "UPDATE digests SET (due_at, holder, body) = (?, 0, ?) WHERE key = ?"
_STANDING = "UPDATE digests SET standing = ? WHERE key = ?"
_REMOVE = "DELETE FROM digests WHERE workspace = ? AND id = ?"
_POSTED = """SELECT digests.body, digests.key, digest_runs.key, digest_runs.body
    FROM digest_runs JOIN digests ON digests.key = digest WHERE digest_runs.workspace = ? ORDER BY slot"""


class SqliteSetups:
    """`Setups`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def list(self, platform: str, workspace: str) -> Sequence[Digest]:
        known = await self._session.workspace(platform, workspace)
        rows = await self._session.rows(_SELECT, (known.key,)) if known else []
        with explained(self._session.path):
            found = [from_row(row, known)[0] for row in rows if known]
        return sorted(found, key=lambda digest: digest.id)

    async def put(self, digest: Digest, due_at: datetime | None, standing: Standing | None = None) -> None:
        async def job(writing: Writing) -> None:
            workspace = await writing.workspace(digest.platform, digest.workspace)
            key, due = await row_key(writing, workspace, digest), to_microseconds(due_at)
            if key is None:
                key, id = secrets.randbits(62), digest_id(workspace, digest.id)
                bodies = _body(workspace, key, digest), standing_body(workspace, key, standing or Standing())
                await writing.connection.execute(_INSERT, (key, workspace.key, id, due, *bodies))
                return
            await writing.connection.execute(_UPDATE, (due, _body(workspace, key, digest), key))
            if standing:
                await writing.connection.execute(_STANDING, (standing_body(workspace, key, standing), key))

        await self._session.written(job)

    async def remove(self, platform: str, workspace: str, id: str) -> None:
        async def job(writing: Writing) -> None:
            if known := writing.keyring.find(platform, workspace):
                await writing.connection.execute(_REMOVE, (known.key, digest_id(known, id)))

        await self._session.written(job)

    async def costs(self, platform: str, workspace: str) -> Mapping[str, Sequence[tuple[datetime, float]]]:
        known = await self._session.workspace(platform, workspace)
        found: dict[str, list[tuple[datetime, float]]] = {}
        for body, key, run, run_body in await self._session.rows(_POSTED, (known.key,)) if known else []:
            assert known
            with explained(self._session.path):
                digest, run_of = _digest(known, key, body), body_of(known, run, run_body)
            if run_of.place:
                found.setdefault(digest.id, []).append((run_of.slot.at, run_of.cost))
        return found


async def forget_creator(writing: Writing, workspace: Workspace, person: str) -> None:
    """The digests that they set up stay: an admin can change them."""
    for row in await writing.connection.execute_fetchall(_SELECT, (workspace.key,)):
        digest, _ = from_row(row, workspace)
        if digest.created_by.id == person:
            body = _body(workspace, row[0], replace(digest, created_by=NOBODY))
            await writing.connection.execute("UPDATE digests SET body = ? WHERE key = ?", (body, row[0]))


async def row_key(writing: Writing, workspace: Workspace, digest: Digest) -> int | None:
    """Of the digest's row; None where there is none."""
    where = workspace.key, digest_id(workspace, digest.id)
    return next((int(key) for (key,) in await writing.connection.execute_fetchall(_KEY, where)), None)


def from_row(row: Sequence[Any], workspace: Workspace) -> tuple[Digest, Standing]:
    """What the values of `COLUMNS` say."""
    key, body, standing = row
    text = workspace.data_key.decrypt(standing, _place("standing", key)).decode()
    return _digest(workspace, key, body), from_text(Standing, text)


def standing_body(workspace: Workspace, key: int, standing: Standing) -> bytes:
    return workspace.data_key.encrypt(to_text(standing).encode(), _place("standing", key))


def digest_id(workspace: Workspace, id: str) -> bytes:
    return workspace.data_key.digest(b"digest", id)


def _digest(workspace: Workspace, key: int, encrypted: bytes) -> Digest:
    return from_text(Digest, workspace.data_key.decrypt(encrypted, _place("body", key)).decode())


def _body(workspace: Workspace, key: int, digest: Digest) -> bytes:
    return workspace.data_key.encrypt(to_text(digest).encode(), _place("body", key))


def _place(column: str, key: int) -> bytes:
    return f"digests.{column}".encode() + key.to_bytes(8)
