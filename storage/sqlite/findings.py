"""Findings beside their messages: where personal data stands in each text, encrypted, and what has found it there."""

import json
from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from dataclasses import astuple
from typing import Any

from core.models import Channel, Message
from core.ports import Examined
from core.redaction.spans import Finding
from storage.encryption import DIGEST_BYTES, DataKey
from storage.sqlite.database import explained
from storage.sqlite.keyring import Workspace
from storage.sqlite.rows import CHANNEL_KEY, COLUMNS, channel_key, from_row, message_digest
from storage.sqlite.session import Session, Writing

READ_AT_ONCE = 500  # messages: what one statement may name

_NOTHING = b"[]"  # most messages

_STALE = f"""SELECT arrival FROM messages
    WHERE channel = ({CHANNEL_KEY}) AND body IS NOT NULL AND examined_by IS NOT ? ORDER BY arrival"""
_THESE = f"""SELECT {COLUMNS} FROM messages
    WHERE arrival IN (SELECT value FROM json_each(?)) AND body IS NOT NULL ORDER BY arrival"""
_STORED = f"SELECT {COLUMNS} FROM messages WHERE channel = ({CHANNEL_KEY}) AND body IS NOT NULL AND id IN"
_KEPT = f"SELECT id, findings FROM messages WHERE channel = ({CHANNEL_KEY}) AND examined_by = ? AND id IN"
_KEEP = f"UPDATE messages SET (findings, examined_by) = (?, ?) WHERE channel = ({CHANNEL_KEY}) AND id = ?"


async def unexamined(session: Session, channel: Channel, version: str) -> AsyncIterator[Message]:
    """As the port says. No statement stays open while a message is examined: writers and erasures wait for none."""
    workspace = await session.workspace(channel.platform, channel.workspace)
    if workspace is None:
        return
    where, by = channel_key(workspace, channel), _examined_by(workspace, version)
    arrivals = [arrival for (arrival,) in await session.rows(_STALE, (*where, by))]
    for some in _parts(arrivals):
        rows = await session.rows(_THESE, (json.dumps(some),))
        with explained(session.path):
            messages = [from_row(row, workspace.data_key, where[1]) for row in rows]
        for message in messages:
            yield message


async def keep(writing: Writing, channel: Channel, version: str, examined: Sequence[Examined]) -> None:
    workspace = writing.keyring.find(channel.platform, channel.workspace)
    if workspace is None:
        return
    where, key, by = channel_key(workspace, channel), workspace.data_key, _examined_by(workspace, version)
    for some in _parts(examined):
        ids = [message_digest(key, m.id) for m, _ in some]
        rows = await writing.connection.execute_fetchall(f"{_STORED} {_marks(ids)}", (*where, *ids))
        texts = {m.id: m.text for m in (from_row(row, key, where[1]) for row in rows)}
        fitting = [(id, m, f) for id, (m, f) in zip(ids, some, strict=True) if texts.get(m.id) == m.text]
        values = [(_encrypted(m.text, f, key, _place(where[1], id, by)), by, *where, id) for id, m, f in fitting]
        await writing.connection.executemany(_KEEP, values)


async def kept(
    session: Session, channel: Channel, version: str, messages: Sequence[Message]
) -> Mapping[str, tuple[Finding, ...]]:
    workspace = await session.workspace(channel.platform, channel.workspace)
    if workspace is None:
        return {}
    found: dict[str, tuple[Finding, ...]] = {}
    where, key, by = channel_key(workspace, channel), workspace.data_key, _examined_by(workspace, version)
    for some in _parts(messages):
        given = {message_digest(key, m.id): m for m in some}
        rows = await session.rows(f"{_KEPT} {_marks(given)}", (*where, by, *given))
        with explained(session.path):
            for id, encrypted in rows:
                findings = _decrypted(encrypted, given[id].text, key, _place(where[1], id, by))
                if findings is not None:
                    found[given[id].id] = findings
    return found


def _examined_by(workspace: Workspace, version: str) -> bytes:
    """Keyed: nobody checks with it whom the workspace knows. Another kind whenever `_encrypted` changes its form."""
    return workspace.data_key.digest(b"text examined", version)


def _place(channel: bytes, message: bytes, examined_by: bytes) -> bytes:
    return b"messages.findings" + channel + message + examined_by


def _encrypted(text: str, findings: Sequence[Finding], key: DataKey, place: bytes) -> bytes:
    """Behind a hash of the text that they are places in: who reads them need not decrypt their message again."""
    return key.encrypt(_text(text, key) + json.dumps([astuple(f) for f in findings]).encode(), place)


def _decrypted(encrypted: bytes, text: str, key: DataKey, place: bytes) -> tuple[Finding, ...] | None:
    """None where they are those of another text."""
    decrypted = key.decrypt(encrypted, place)
    if decrypted[:DIGEST_BYTES] != _text(text, key):
        return None
    found = decrypted[DIGEST_BYTES:]
    return () if found == _NOTHING else tuple(Finding(*values) for values in json.loads(found))


def _text(text: str, key: DataKey) -> bytes:
    return key.digest(b"text", text)


def _parts(given: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (given[at : at + READ_AT_ONCE] for at in range(0, len(given), READ_AT_ONCE))


def _marks(ids: Collection[bytes]) -> str:
    return f"({', '.join('?' * len(ids))})"
