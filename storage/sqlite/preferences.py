"""What people want of Recap's messages, in a database file, and when their next morning list is due."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from core.action_items.preferences import Preferences
from core.models import Person
from core.ports.notes import Claimed
from storage.sqlite.database import explained
from storage.sqlite.keyring import Workspace
from storage.sqlite.rows import author_digest, to_microseconds
from storage.sqlite.session import Session
from storage.sqlite.writing import Writing

_ONE = "SELECT person, body FROM preferences WHERE workspace = ? AND person = ?"
_PUT = """INSERT INTO preferences (workspace, person, morning, body) VALUES (?, ?, ?, ?)
    ON CONFLICT (workspace, person) DO UPDATE SET (morning, body) = (excluded.morning, excluded.body)"""
_WAKE = """INSERT INTO preferences (workspace, person, morning, body) VALUES (?, ?, ?, ?)
    ON CONFLICT (workspace, person) DO NOTHING"""
_DUE = "SELECT person, body FROM preferences WHERE workspace = ? AND morning <= ? ORDER BY morning LIMIT 1"
_NEXT = "UPDATE preferences SET morning = ? WHERE workspace = ? AND person = ?"


class SqlitePreferences:
    """`PreferencesStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, platform: str, workspace: str, person: str) -> Preferences | None:
        known = await self._session.workspace(platform, workspace)
        if known is None:
            return None
        rows = await self._session.rows(_ONE, (known.key, author_digest(known.data_key, person)))
        with explained(self._session.path):
            return next((_read(row, known)[1] for row in rows), None)

    async def put(
        self, platform: str, workspace: str, person: Person, preferences: Preferences, morning: datetime
    ) -> None:
        await self._write(_PUT, platform, workspace, person, preferences, morning)

    async def wake(
        self, platform: str, workspace: str, person: Person, preferences: Preferences, morning: datetime
    ) -> None:
        await self._write(_WAKE, platform, workspace, person, preferences, morning)

    async def claim(self, platform: str, now: datetime, following: Callable[[Preferences], datetime]) -> Claimed | None:
        at = to_microseconds(now)
        keyring = [w for w in await self._session.keyring() if w.platform == platform]
        if not any([await self._session.rows(_DUE, (workspace.key, at)) for workspace in keyring]):
            return None

        async def job(writing: Writing) -> Claimed | None:
            for workspace in keyring:
                rows = await writing.connection.execute_fetchall(_DUE, (workspace.key, at))
                for row in rows:
                    person, preferences = _read(row, workspace)
                    after = to_microseconds(following(preferences))
                    await writing.connection.execute(_NEXT, (after, workspace.key, row[0]))
                    return Claimed(platform, workspace.id, person, "morning", (), row[0].hex())
            return None

        return await self._session.written(job)

    async def later(self, claimed: Claimed, at: datetime) -> None:
        async def job(writing: Writing) -> None:
            if known := writing.keyring.find(claimed.platform, claimed.workspace):
                values = to_microseconds(at), known.key, bytes.fromhex(claimed.key)
                await writing.connection.execute(_NEXT, values)

        await self._session.written(job)

    async def _write(
        self,
        sql: str,
        platform: str,
        workspace: str,
        person: Person,
        preferences: Preferences,
        morning: datetime,
    ) -> None:
        async def job(writing: Writing) -> None:
            known = await writing.workspace(platform, workspace)
            who = author_digest(known.data_key, person.id)
            body = json.dumps([person.id, person.name, asdict(preferences)])
            encrypted = known.data_key.encrypt(body.encode(), _place(who))
            await writing.connection.execute(sql, (known.key, who, to_microseconds(morning), encrypted))

        await self._session.written(job)


def _read(row: Sequence[Any], workspace: Workspace) -> tuple[Person, Preferences]:
    who, body = row
    id, name, preferences = json.loads(workspace.data_key.decrypt(body, _place(who)))
    return Person(id, name), Preferences(**preferences)


def _place(person: bytes) -> bytes:
    return b"preferences.body" + person
