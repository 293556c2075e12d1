"""Forgetting a person in one workspace: their messages, the mentions of them, their name in the audit log."""

from collections.abc import Mapping
from dataclasses import replace

from core.forgetting import without_mentions
from core.ports import Post
from storage.sqlite import audit, digests
from storage.sqlite.database import connected
from storage.sqlite.erasing import overwrite_log
from storage.sqlite.people import Known
from storage.sqlite.posts import take_down
from storage.sqlite.rows import COLUMNS, MESSAGE_COLUMNS, from_row, to_row
from storage.sqlite.session import Session, Writing

_WRITTEN = f"""SELECT channels.id, {MESSAGE_COLUMNS}
    FROM messages JOIN channels ON channels.key = messages.channel WHERE author = ?"""
# A row without a body keeps the message out when an old export is imported again.
_FORGET = """UPDATE messages SET (thread, author, sent_at, edited_at, body) = (NULL, NULL, NULL, NULL, NULL)
    WHERE author = ?"""
# CROSS JOIN fixes the order of the loops: each message in order of arrival, then its channel.
_REMAINING = f"""SELECT arrival, channels.id, {MESSAGE_COLUMNS}
    FROM messages CROSS JOIN channels ON channels.key = messages.channel
    WHERE workspace = ? AND messages.body IS NOT NULL AND arrival > ? ORDER BY arrival LIMIT 500"""
# Findings name people by id, also where a text only has a part of the name; without the person all are stale.
_FORGET_FINDINGS = """UPDATE messages SET (findings, examined_by) = (NULL, NULL)
    WHERE examined_by IS NOT NULL AND channel IN (SELECT key FROM channels WHERE workspace = ?)"""
_REWRITE = f"UPDATE messages SET ({COLUMNS}) = (?, ?, ?, ?, ?, ?) WHERE arrival = ?"
# Answers name people by what they read of others, too: all that are kept for quickness go.
_FORGET_ANSWERS = "DELETE FROM cache WHERE workspace = ?"
_FORGET_DRAFTS = "DELETE FROM drafts WHERE who = ?"
_FORGET_RESULTS = "UPDATE results SET (who, reason) = (NULL, NULL) WHERE who = ?"
# What is composed is composed again without them.
_FORGET_COMPOSED = "UPDATE digest_runs SET post = NULL WHERE workspace = ?"
_FORGET_SOURCES = "DELETE FROM digest_sources WHERE workspace = ?"
_ASKED = "SELECT key, at, body FROM audit WHERE who = ?"


async def forget(session: Session, known: Known) -> Mapping[str, int]:
    """All of it or nothing; how many messages, mentions and audit entries it was."""
    async with session.writing() as writing:
        names = await _names(writing, known)
        sources = await _sources(writing, known)
        messages = await writing.connection.execute(_FORGET, (known.digest,))
        await writing.connection.execute("DELETE FROM reactions WHERE person = ?", (known.digest,))
        await writing.connection.execute(_FORGET_FINDINGS, (known.workspace.key,))
        await take_down(writing, known.workspace, lambda post: _concerns(post, sources, names))
        mentions = await _forget_mentions(writing, known, names)
        entries = await _forget_requests(writing, known)
        await writing.connection.execute("DELETE FROM buckets WHERE person = ?", (known.digest,))
        await digests.forget_creator(writing, known.workspace, known.person.id)
        for sql in (_FORGET_ANSWERS, _FORGET_COMPOSED, _FORGET_SOURCES):
            await writing.connection.execute(sql, (known.workspace.key,))
        for sql in (_FORGET_DRAFTS, _FORGET_RESULTS):
            await writing.connection.execute(sql, (known.digest,))
    async with connected(session.path) as connection:
        await overwrite_log(connection)
    if session.outside:
        await session.outside.drop_workspace(known.workspace)
    return {"messages": messages.rowcount, "mentions": mentions, "audit entries": entries}


async def _names(writing: Writing, known: Known) -> set[str]:
    """All that the person was called, and their id."""
    rows = await writing.connection.execute_fetchall(_WRITTEN, (known.digest,))
    key = known.workspace.data_key
    return {known.person.id, known.person.name, *(from_row(row[1:], key, row[0]).author.name for row in rows)}


async def _sources(writing: Writing, known: Known) -> set[str]:
    """The ids of what the person wrote."""
    rows = await writing.connection.execute_fetchall(_WRITTEN, (known.digest,))
    return {from_row(row[1:], known.workspace.data_key, row[0]).id for row in rows}


def _concerns(post: Post, sources: set[str], names: set[str]) -> bool:
    """Whether it rests on what the person wrote, or names them: then it is taken down whole."""
    rests_on = {id for _, id in post.sources}
    said = repr((post.summary, post.digest))
    return not sources.isdisjoint(rests_on) or any(name in said for name in names if name)


async def _forget_mentions(writing: Writing, known: Known, names: set[str]) -> int:
    """Reads every message of the workspace, in batches."""
    place, count, last = known.workspace, 0, -1
    while rows := list(await writing.connection.execute_fetchall(_REMAINING, (place.key, last))):
        for last, channel, *row in rows:
            message = from_row(row, place.data_key, channel)
            changed = without_mentions(message, known.person.id, names)
            if changed != message:
                count += 1
                await writing.connection.execute(_REWRITE, (*to_row(changed, place.data_key, channel), last))
    return count


async def _forget_requests(writing: Writing, known: Known) -> int:
    rows = list(await writing.connection.execute_fetchall(_ASKED, (known.digest,)))
    for row in rows:
        entry = replace(audit.from_row(row, known.workspace), who=None)
        key, _, _, who, body = audit.to_row(entry, known.workspace, row[0])
        await writing.connection.execute("UPDATE audit SET (who, body) = (?, ?) WHERE key = ?", (who, body, key))
    return len(rows)
