"""The review list in the database file: one encrypted row for each draft, and the messages that it rests on."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from core.errors import NotFound
from core.kept import from_text, statement_from_json, statement_to_json, to_text
from core.models import Channel, Person
from core.review import KEPT, Draft, Failed
from core.summary import SummaryRequest
from storage.sqlite.database import explained
from storage.sqlite.keyring import Workspace
from storage.sqlite.rows import author_digest, channel_digest, from_microseconds, message_digest, to_microseconds
from storage.sqlite.session import Session

_EXPIRED = "DELETE FROM drafts WHERE at <= ?"
_INSERT = "INSERT INTO drafts (key, workspace, id, channel, who, at, body) VALUES (?, ?, ?, ?, ?, ?, ?)"
_REST = "INSERT OR IGNORE INTO draft_sources VALUES (?, ?)"
_SELECT = "SELECT key, at, body FROM drafts WHERE workspace = ? AND at > ?"
_REMOVE = "DELETE FROM drafts WHERE workspace = ? AND id = ?"
# A message may have been deleted while the answer was made of it.
_DELETED = """SELECT 1 FROM draft_sources JOIN messages ON messages.id = draft_sources.message
    WHERE draft = ? AND channel = (SELECT key FROM channels WHERE workspace = ? AND id = ?) AND messages.body IS NULL
    LIMIT 1"""


class SqliteDrafts:
    """`Drafts`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, draft: Draft) -> None:
        async with self._session.writing() as writing:
            workspace = await writing.workspace(draft.channel.platform, draft.channel.workspace)
            data_key, connection, key = workspace.data_key, writing.connection, secrets.randbits(62)
            channel, who = channel_digest(data_key, draft.channel.id), author_digest(data_key, draft.requester.id)
            id, body = _digest(workspace, draft.id), data_key.encrypt(_body(draft).encode(), _place(key))
            await connection.execute(_EXPIRED, (to_microseconds(writing.now - KEPT),))
            row = (key, workspace.key, id, channel, who, to_microseconds(draft.at), body)
            await connection.execute(_INSERT, row)
            await connection.executemany(_REST, ((message_digest(data_key, m), key) for m in draft.messages))
            if await connection.execute_fetchall(_DELETED, (key, workspace.key, channel)):
                await connection.execute(_REMOVE, (workspace.key, id))

    async def list(self) -> Sequence[Draft]:
        since, found = to_microseconds(self._session.clock() - KEPT), list[Draft]()
        for workspace in await self._session.keyring():
            rows = await self._session.rows(_SELECT, (workspace.key, since))
            with explained(self._session.path):
                found += [_from_row(row, workspace) for row in rows]
        return sorted(found, key=lambda draft: (not draft.high_stakes, draft.at))

    async def get(self, id: str) -> Draft:
        for draft in await self.list():
            if draft.id == id:
                return draft
        raise NotFound(f"no draft '{id}': recap review list")

    async def remove(self, id: str) -> None:
        async with self._session.writing() as writing:
            ids = ((workspace.key, _digest(workspace, id)) for workspace in writing.keyring)
            await writing.connection.executemany(_REMOVE, ids)


def _body(draft: Draft) -> str:
    body = {
        "id": draft.id,
        "channel": [draft.channel.id, draft.channel.name],
        "requester": asdict(draft.requester),
        "request": asdict(draft.request),
        "summary": to_text(draft.summary),
        "failed": [[statement_to_json(failed.statement), failed.why] for failed in draft.failed],
        "messages": draft.messages,
        "high_stakes": draft.high_stakes,
    }
    return json.dumps(body)


def _from_row(row: Sequence[Any], workspace: Workspace) -> Draft:
    key, at, encrypted = row
    body = json.loads(workspace.data_key.decrypt(encrypted, _place(key)))
    moment = from_microseconds(at)
    assert moment
    return Draft(
        id=body["id"],
        at=moment,
        channel=Channel(workspace.platform, workspace.id, *body["channel"]),
        requester=Person(**body["requester"]),
        request=SummaryRequest(**body["request"]),
        summary=from_text(body["summary"]),
        failed=tuple(Failed(statement_from_json(statement), why) for statement, why in body["failed"]),
        messages=tuple(body["messages"]),
        high_stakes=body["high_stakes"],
    )


def _digest(workspace: Workspace, id: str) -> bytes:
    return workspace.data_key.digest(b"draft", id)


def _place(key: int) -> bytes:
    return b"drafts.body" + key.to_bytes(8)
