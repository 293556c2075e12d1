"""The audit log: one encrypted row for each answer, of its workspace."""

import json
import secrets
from collections.abc import Sequence
from typing import Any

from core.audit import AuditEntry
from core.models import Channel, Person
from core.ports import Window
from storage.sqlite.dated import within
from storage.sqlite.keyring import Workspace
from storage.sqlite.rows import author_digest, from_microseconds, to_microseconds
from storage.sqlite.session import Session, Writing

_INSERT = "INSERT INTO audit (key, workspace, at, who, body) VALUES (?, ?, ?, ?, ?)"
_SELECT = "SELECT key, at, body FROM audit"


class SqliteAudit:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, entry: AuditEntry) -> None:
        """It outlives a power cut once this has returned."""
        key = secrets.randbits(62)

        async def write(writing: Writing) -> None:
            workspace = await writing.workspace(entry.channel.platform, entry.channel.workspace)
            await writing.connection.execute(_INSERT, to_row(entry, workspace, key))

        await self._session.written(write)

    async def entries(self, window: Window = Window(), workspace: str | None = None) -> Sequence[AuditEntry]:
        """The entries of one workspace or of all, the oldest first. Errors: `NotFound`."""
        return await within(self._session, _SELECT, from_row, window, workspace)


def to_row(entry: AuditEntry, workspace: Workspace, key: int) -> tuple[Any, ...]:
    """The values of key, workspace, at, who and body."""
    who, channel = entry.who, entry.channel
    body = {
        "who": [who.id, who.name] if who else None,
        "what": entry.what,
        "channel": [channel.id, channel.name],
        "engine": entry.engine,
        "messages": entry.messages,
        "cost": entry.cost,
        "redactions": entry.redactions,
        "route": entry.route,
    }
    encrypted = workspace.data_key.encrypt(json.dumps(body).encode(), _place(key))
    digest = author_digest(workspace.data_key, who.id) if who else None
    return key, workspace.key, to_microseconds(entry.at), digest, encrypted


def from_row(row: Sequence[Any], workspace: Workspace) -> AuditEntry:
    """The entry of the values of key, at and body."""
    key, at, encrypted = row
    body = json.loads(workspace.data_key.decrypt(encrypted, _place(key)))
    moment = from_microseconds(at)
    assert moment
    return AuditEntry(
        at=moment,
        who=Person(*body["who"]) if body["who"] else None,
        what=body["what"],
        channel=Channel(workspace.platform, workspace.id, *body["channel"]),
        engine=body["engine"],
        messages=body["messages"],
        cost=body["cost"],
        redactions=body["redactions"],
        route=body.get("route", ""),  # an earlier version kept none
    )


def _place(key: int) -> bytes:
    return b"audit.body" + key.to_bytes(8)
