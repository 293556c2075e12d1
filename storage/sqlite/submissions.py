"""Batches that are being answered, in the database file: one encrypted row for each."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from core.models import Channel
from core.ports.ledger import Reservation
from core.ports.submissions import Submission
from core.summary import SummaryRequest
from storage.sqlite.database import explained
from storage.sqlite.keyring import Workspace
from storage.sqlite.rows import from_microseconds, to_microseconds
from storage.sqlite.session import Session

_INSERT = "INSERT INTO submissions (key, workspace, at, body) VALUES (?, ?, ?, ?)"
_SELECT = "SELECT key, at, body FROM submissions WHERE workspace = ?"


class SqliteSubmissions:
    """`Submissions`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, submission: Submission) -> None:
        async with self._session.writing() as writing:
            workspace = await writing.workspace(submission.channel.platform, submission.channel.workspace)
            key = secrets.randbits(62)
            body = workspace.data_key.encrypt(_body(submission).encode(), _place(key))
            await writing.connection.execute(_INSERT, (key, workspace.key, to_microseconds(submission.at), body))

    async def list(self, platform: str | None = None, workspace: str | None = None) -> Sequence[Submission]:
        known = [w for w in await self._session.keyring() if platform in (None, w.platform)]
        found = [one for w in known if workspace in (None, w.id) for _, one in await self._of(w)]
        return sorted(found, key=lambda submission: submission.at)

    async def remove(self, submission: Submission) -> bool:
        channel = submission.channel
        workspace = await self._session.workspace(channel.platform, channel.workspace)
        keys = [key for key, one in await self._of(workspace) if one.batch == submission.batch] if workspace else []
        async with self._session.writing() as writing:
            gone = [
                (await writing.connection.execute("DELETE FROM submissions WHERE key = ?", (key,))).rowcount
                for key in keys
            ]
        return sum(gone) > 0

    async def _of(self, workspace: Workspace) -> Sequence[tuple[int, Submission]]:
        rows = await self._session.rows(_SELECT, (workspace.key,))
        with explained(self._session.path):
            return [(row[0], _from_row(row, workspace)) for row in rows]


def _body(submission: Submission) -> str:
    reserved = {id: [r.key, r.day.isoformat()] for id, r in submission.reserved.items()}
    body = {
        "batch": submission.batch,
        "channel": [submission.channel.id, submission.channel.name],
        "transcript": submission.transcript,
        "messages": submission.messages,
        "request": asdict(submission.request),
        "model": submission.model,
        "reserved": reserved,
        "parts": submission.parts,
        "verifying": submission.verifying,
        "since": submission.since.isoformat() if submission.since else None,
    }
    return json.dumps(body)


def _from_row(row: Sequence[Any], workspace: Workspace) -> Submission:
    key, at, encrypted = row
    body = json.loads(workspace.data_key.decrypt(encrypted, _place(key)))
    moment, place = from_microseconds(at), (workspace.platform, workspace.id)
    assert moment
    return Submission(
        batch=body["batch"],
        at=moment,
        channel=Channel(*place, *body["channel"]),
        transcript=body["transcript"],
        messages=tuple(body["messages"]),
        request=SummaryRequest(**body["request"]),
        model=body["model"],
        parts=tuple(tuple(ids) for ids in body["parts"]),
        verifying=body["verifying"],
        since=datetime.fromisoformat(body["since"]) if body.get("since") else None,
        reserved={id: Reservation(k, *place, date.fromisoformat(day)) for id, (k, day) in body["reserved"].items()},
    )


def _place(key: int) -> bytes:
    return b"submissions.body" + key.to_bytes(8)
