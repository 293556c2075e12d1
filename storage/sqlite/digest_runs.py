"""Who posts which digest, in a database file: a claim for each slot, in the one transaction that all processes see."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.digests.digest import Digest
from core.digests.post import DigestPost
from core.digests.run import Outcome, Run, Standing, State
from core.models import Channel
from storage.sqlite import digest_rows, digests
from storage.sqlite.database import explained
from storage.sqlite.digest_rows import slot_number, to_run
from storage.sqlite.keyring import Workspace
from storage.sqlite.meanwhile import changed_since
from storage.sqlite.rows import message_digest, to_microseconds
from storage.sqlite.session import Session
from storage.sqlite.writing import Writing

_DUE = f"SELECT workspace, {digests.COLUMNS} FROM digests WHERE due_at <= ? ORDER BY due_at, workspace"
_CLAIMABLE = f"SELECT {digests.COLUMNS} FROM digests WHERE workspace = ? AND id = ? AND due_at <= ?"
_AHEAD = f"""UPDATE digests SET ahead_at = ?
    WHERE due_at > ? AND due_at <= ? AND holder = 0 AND (ahead_at IS NULL OR ahead_at <= ?)
    RETURNING workspace, {digests.COLUMNS}"""
_HELD = f"SELECT {digests.COLUMNS} FROM digests WHERE workspace = ? AND id = ? AND holder = ?"
_HOLD = "UPDATE digests SET (due_at, holder) = (?, ?) WHERE key = ?"
_RUNS = f"SELECT {digest_rows.COLUMNS} FROM digest_runs WHERE digest = ?"
_UNSETTLED = f"{_RUNS} AND state < {State.SETTLED:d} ORDER BY slot LIMIT 1"
_ONE = f"{_RUNS} AND slot = ?"
_AGAIN = f"{_RUNS} AND again ORDER BY slot LIMIT 1"
_INSERT = "INSERT INTO digest_runs (key, workspace, digest, slot, at, state, body) VALUES (?, ?, ?, ?, ?, ?, ?)"
_REST = "INSERT OR IGNORE INTO digest_sources VALUES (?, ?, ?)"
_RESTED = "DELETE FROM digest_sources WHERE run = ?"
_SETTLE = "UPDATE digest_runs SET (state, again, body, post) = (?, ?, ?, NULL) WHERE key = ?"
_SETTLED = "UPDATE digests SET (due_at, holder, standing) = (?, 0, ?) WHERE key = ?"


@dataclass(frozen=True, slots=True)
class _Held:
    """A run's row within a transaction of whoever holds it."""

    workspace: Workspace
    digest: int
    key: int
    run: Run


class SqliteRuns:
    """`Runs`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def due(self, platforms: Collection[str], now: datetime) -> Sequence[tuple[Digest, Standing]]:
        return await self._read(await self._session.rows(_DUE, (to_microseconds(now),)), platforms)

    async def ahead(
        self, platforms: Collection[str], now: datetime, until: datetime, again_at: datetime
    ) -> Sequence[tuple[Digest, Standing]]:
        async def job(writing: Writing) -> list[Any]:
            values = map(to_microseconds, (again_at, now, until, now))
            return list(await writing.connection.execute_fetchall(_AHEAD, tuple(values)))

        return await self._read(await self._session.written(job), platforms)

    async def claim(self, run: Run, until: datetime, otherwise: datetime) -> Run | None:
        async def job(writing: Writing) -> Run | None:
            workspace = writing.keyring.find(run.digest.platform, run.digest.workspace)
            if workspace is None:
                return None
            where = workspace.key, digests.digest_id(workspace, run.digest.id), to_microseconds(run.begun)
            for row in await writing.connection.execute_fetchall(_CLAIMABLE, where):
                digest, standing = digests.from_row(row, workspace)
                if digest == run.digest:
                    wanted = await _wanted(writing, workspace, row[0], replace(run, standing=standing))
                    held = (until, run.holder) if wanted else (otherwise, 0)
                    await writing.connection.execute(_HOLD, (to_microseconds(held[0]), held[1], row[0]))
                    return wanted
            return None

        return await self._session.written(job)

    async def hold(self, run: Run, until: datetime) -> Run | None:
        async def job(writing: Writing) -> Run | None:
            held = await _held(writing, run)
            if held:
                await writing.connection.execute(_HOLD, (to_microseconds(until), run.holder, held.digest))
            return held.run if held else None

        return await self._session.written(job)

    async def keep(self, run: Run, post: DigestPost, since: datetime) -> Run | None:
        async def job(writing: Writing) -> Run | None:
            held = await _held(writing, run)
            if held is None:
                return None
            body = digest_rows.to_post(held.workspace, held.key, post)
            await writing.connection.execute("UPDATE digest_runs SET post = ? WHERE key = ?", (body, held.key))
            await _rest(writing, held, post)
            return replace(held.run, post=post)

        kept = await self._session.written(job)
        if kept and await self._changed(post, since):
            return await self._dropped(kept)
        return kept

    async def move(self, run: Run, state: State, place: str | None = None) -> Run | None:
        async def job(writing: Writing) -> Run | None:
            held = await _held(writing, run)
            if held is None:
                return None
            if state is State.PUBLISHING and held.run.post is None:
                return held.run
            moved = replace(held.run, state=state, place=place or held.run.place)
            body = digest_rows.to_body(held.workspace, held.key, moved)
            sql = "UPDATE digest_runs SET (state, body) = (?, ?) WHERE key = ?"
            await writing.connection.execute(sql, (int(state), body, held.key))
            return moved

        return await self._session.written(job)

    async def put_off(self, run: Run, until: datetime) -> None:
        async def job(writing: Writing) -> None:
            if held := await _held(writing, run):
                await writing.connection.execute(_HOLD, (to_microseconds(until), 0, held.digest))

        await self._session.written(job)

    async def settle(self, run: Run, outcome: Outcome) -> bool:
        async def job(writing: Writing) -> bool:
            held = await _held(writing, run)
            if held is None or (run.post and not held.run.post):
                return False
            run_now = replace(held.run, cost=held.run.cost + outcome.cost)
            body = digest_rows.to_body(held.workspace, held.key, run_now)
            settled = int(State.SETTLED), int(outcome.again), body, held.key
            standing = digests.standing_body(held.workspace, held.digest, outcome.standing)
            await writing.connection.execute(_SETTLE, settled)
            await writing.connection.execute(_RESTED, (held.key,))
            await writing.connection.execute(_SETTLED, (to_microseconds(outcome.due_at), standing, held.digest))
            return True

        return await self._session.written(job)

    async def _read(self, rows: Sequence[Any], platforms: Collection[str]) -> Sequence[tuple[Digest, Standing]]:
        workspaces = {w.key: w for w in await self._session.keyring()} if rows else {}
        with explained(self._session.path):
            found = [digests.from_row(row, workspaces[key]) for key, *row in rows if key in workspaces]
        return [(digest, standing) for digest, standing in found if digest.platform in platforms]

    async def _changed(self, post: DigestPost, since: datetime) -> bool:
        """Whether one of its sources was edited or deleted before it was kept, when nothing was there to be dropped."""
        of: dict[Channel, set[str]] = {}
        for channel, id in post.sources():
            of.setdefault(channel, set()).add(id)
        return any([await changed_since(self._session, channel, ids, since) for channel, ids in of.items()])

    async def _dropped(self, run: Run) -> Run | None:
        async def job(writing: Writing) -> Run | None:
            held = await _held(writing, run)
            if held is None:
                return None
            await writing.connection.execute("UPDATE digest_runs SET post = NULL WHERE key = ?", (held.key,))
            return replace(held.run, post=None)

        return await self._session.written(job)


async def _wanted(writing: Writing, workspace: Workspace, digest: int, run: Run) -> Run | None:
    """What is to be done: what was begun, else this run, else what is to be made again."""
    fetch = writing.connection.execute_fetchall
    told = workspace, run.digest, run.standing, run.holder
    if rows := list(await fetch(_UNSETTLED, (digest,))):
        return to_run(rows[0], *told)
    if not await fetch(_ONE, (digest, slot_number(run.slot))):
        key = secrets.randbits(62)
        body = digest_rows.to_body(workspace, key, run)
        new = key, workspace.key, digest, slot_number(run.slot), to_microseconds(run.slot.at), int(run.state), body
        await writing.connection.execute(_INSERT, new)
        return run
    for row in await fetch(_AGAIN, (digest,)):
        sql = "UPDATE digest_runs SET state = ? WHERE key = ?"
        await writing.connection.execute(sql, (int(State.POSTED), row[0]))
        return replace(to_run(row, *told), state=State.POSTED)
    return None


async def _held(writing: Writing, run: Run) -> _Held | None:
    """None where another one holds it, or it is gone."""
    fetch = writing.connection.execute_fetchall
    workspace = writing.keyring.find(run.digest.platform, run.digest.workspace)
    if workspace is None:
        return None
    where = workspace.key, digests.digest_id(workspace, run.digest.id), run.holder
    for row in await fetch(_HELD, where):
        digest, standing = digests.from_row(row, workspace)
        for one in await fetch(_ONE, (row[0], slot_number(run.slot))):
            return _Held(workspace, row[0], one[0], to_run(one, workspace, digest, standing, run.holder))
    return None


async def _rest(writing: Writing, held: _Held, post: DigestPost) -> None:
    key = held.workspace.data_key
    ids = {id for _, id in post.sources()}
    await writing.connection.execute(_RESTED, (held.key,))
    rows: list[Any] = [(message_digest(key, id), held.key, held.workspace.key) for id in ids]
    await writing.connection.executemany(_REST, rows)
