"""The settings of each workspace: one encrypted row with what differs from the defaults."""

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from core.workspace import WorkspaceSettings
from storage.sqlite.database import explained
from storage.sqlite.keyring import Workspace
from storage.sqlite.session import Session

_SELECT = "SELECT body FROM settings WHERE workspace = ?"
_REPLACE = "INSERT INTO settings VALUES (?, ?) ON CONFLICT (workspace) DO UPDATE SET body = excluded.body"


class SqliteSettings:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def platforms(self, workspace: str) -> Sequence[str]:
        """Those that have a workspace of this id. Errors: `NotFound`."""
        return sorted(w.platform for w in (await self._session.keyring()).named(workspace))

    async def get(self, platform: str, workspace: str) -> WorkspaceSettings:
        """The defaults where nothing was set, also for a workspace that is not known yet."""
        known = await self._session.workspace(platform, workspace)
        rows = await self._session.rows(_SELECT, (known.key,)) if known else []
        with explained(self._session.path):
            return _settings(known, rows) if known else WorkspaceSettings()

    async def change(self, platform: str, workspace: str, assignments: Sequence[str]) -> WorkspaceSettings:
        """Apply `KEY=VALUE`, all of them or none. Errors: `RequestError`."""
        async with self._session.writing() as writing:
            known = await writing.workspace(platform, workspace)
            rows = list(await writing.connection.execute_fetchall(_SELECT, (known.key,)))
            changed = _settings(known, rows).changed(assignments)
            body = known.data_key.encrypt(json.dumps(_differing(changed)).encode(), _place(known))
            await writing.connection.execute(_REPLACE, (known.key, body))
        return changed


def _settings(workspace: Workspace, rows: Sequence[Any]) -> WorkspaceSettings:
    stored: dict[str, Any] = json.loads(workspace.data_key.decrypt(rows[0][0], _place(workspace))) if rows else {}
    values: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in stored.items()}
    return WorkspaceSettings(**values)


def _differing(settings: WorkspaceSettings) -> dict[str, Any]:
    default = WorkspaceSettings()
    values = {f.name: getattr(settings, f.name) for f in fields(WorkspaceSettings)}
    return {name: value for name, value in values.items() if value != getattr(default, name)}


def _place(workspace: Workspace) -> bytes:
    return b"settings.body" + workspace.key.to_bytes(8)
