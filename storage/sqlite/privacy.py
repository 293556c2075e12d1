"""Taking back: what has grown old is purged, what somebody wrote is handed out, a workspace is erased."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.audit import AuditEntry
from core.models import Channel, Message, Person
from core.ports import Reacted, submissions
from core.results import Result
from core.review import KEPT
from storage.sqlite import audit, reactions, results
from storage.sqlite.database import connected, explained
from storage.sqlite.erasing import destroy_keys, end_erasures
from storage.sqlite.forgetting import forget
from storage.sqlite.keyring import Workspace
from storage.sqlite.people import Known, known
from storage.sqlite.reactions import to_reacted
from storage.sqlite.rows import MESSAGE_COLUMNS, from_row, to_channel, to_microseconds
from storage.sqlite.session import Session
from storage.sqlite.settings import SqliteSettings

PURGED_AT_ONCE = 10_000  # rows of one transaction: others may write in between

_OLD_MESSAGES = """DELETE FROM messages WHERE arrival IN (
    SELECT arrival FROM messages JOIN channels ON channels.key = messages.channel
    WHERE workspace = ? AND kept_since < ? AND messages.body IS NOT NULL LIMIT ?)"""
_OLD_REACTIONS = """DELETE FROM reactions WHERE key IN (
    SELECT reactions.key FROM reactions JOIN channels ON channels.key = reactions.channel
    WHERE workspace = ? AND at < ? LIMIT ?)"""
_OLD_POSTS = "DELETE FROM posts WHERE key IN (SELECT key FROM posts WHERE workspace = ? AND at < ? LIMIT ?)"
_OLD_AUDIT = "DELETE FROM audit WHERE key IN (SELECT key FROM audit WHERE workspace = ? AND at < ? LIMIT ?)"
_OLD_CALLS = "DELETE FROM calls WHERE key IN (SELECT key FROM calls WHERE workspace = ? AND at < ? LIMIT ?)"
_OLD_BUCKETS = """DELETE FROM buckets WHERE (workspace, person, number) IN (
    SELECT workspace, person, number FROM buckets WHERE workspace = ? AND full_at < ? LIMIT ?)"""
_OLD_RESULTS = "DELETE FROM results WHERE key IN (SELECT key FROM results WHERE workspace = ? AND at < ? LIMIT ?)"
_OLD_RUNS = "DELETE FROM digest_runs WHERE key IN (SELECT key FROM digest_runs WHERE workspace = ? AND at < ? LIMIT ?)"
_EXPIRED = ("DELETE FROM cache WHERE until <= ?", "DELETE FROM cache_leases WHERE until <= ?")
_OLD_DRAFTS = "DELETE FROM drafts WHERE at <= ?"
_OLD_SUBMISSIONS = "DELETE FROM submissions WHERE at <= ?"
_WRITTEN = f"""SELECT channels.id, channels.body, {MESSAGE_COLUMNS}
    FROM messages JOIN channels ON channels.key = messages.channel WHERE author = ? ORDER BY sent_at, arrival"""
_REACTED = f"""SELECT channels.id, channels.body, {reactions.COLUMNS_JOINED}
    FROM reactions JOIN channels ON channels.key = reactions.channel
    WHERE person = ? AND reactions.body IS NOT NULL ORDER BY at"""
_ASKED = "SELECT key, at, body FROM audit WHERE who = ? ORDER BY at"
_OPINIONS = f"SELECT {results.COLUMNS} FROM results WHERE who = ? AND opinion IS NOT NULL ORDER BY at"
_HELD = """SELECT (SELECT count(*) FROM channels WHERE workspace = ?1),
    (SELECT count(*) FROM messages JOIN channels ON channels.key = messages.channel
     WHERE workspace = ?1 AND messages.body IS NOT NULL)"""


@dataclass(frozen=True, slots=True)
class Belongings:
    """Everything of one person in one workspace."""

    platform: str
    workspace: str
    person: Person
    messages: Sequence[tuple[Channel, Message]]
    reactions: Sequence[tuple[Channel, Reacted]]
    requests: Sequence[AuditEntry]
    opinions: Sequence[Result]


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows of one workspace, by what they hold."""

    platform: str
    workspace: str
    rows: Mapping[str, int]


class SqlitePrivacy:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def purge(self, workspace: str | None = None) -> Sequence[Counted]:
        """Remove what has been kept as long as the workspace's settings allow; how many messages and entries it was.

        Answers in the cache and drafts have a fixed end, in all workspaces.
        """
        async with self._session.writing() as writing:
            for sql in _EXPIRED:
                await writing.connection.execute(sql, (to_microseconds(writing.now),))
            await writing.connection.execute(_OLD_DRAFTS, (to_microseconds(writing.now - KEPT),))
            since = to_microseconds(writing.now - submissions.KEPT)
            await writing.connection.execute(_OLD_SUBMISSIONS, (since,))
        keyring = await self._session.keyring()
        return [await self._purge(w) for w in (keyring if workspace is None else keyring.named(workspace))]

    async def export(self, user: str, workspace: str | None = None) -> Sequence[Belongings]:
        """Errors: those of `storage.sqlite.people.known`."""
        return [await self._belongings(k) for k in await known(self._session, user, workspace)]

    async def forget(self, user: str, workspace: str | None = None) -> Sequence[Counted]:
        """Errors: those of `storage.sqlite.people.known`."""
        found = await known(self._session, user, workspace)
        return [_counted(k.workspace, await forget(self._session, k)) for k in found]

    async def held(self, workspace: str) -> Sequence[Counted]:
        """What an erasure would take. Errors: `NotFound`."""
        found = []
        for place in (await self._session.keyring()).named(workspace):
            [(channels, messages)] = await self._session.rows(_HELD, (place.key,))
            found.append(_counted(place, {"channels": channels, "messages": messages}))
        return found

    async def erase(self, workspace: str) -> bool:
        """Destroy the workspace's key, then its rows. Errors: `NotFound`.

        False where a process that is reading keeps the wrapped key in the log: the next start overwrites it.
        """
        return await self._erase((await self._session.keyring()).named(workspace))

    async def erase_one(self, platform: str, workspace: str) -> None:
        """The same on one platform, also where it is erased already: what its leaving does."""
        found = await self._session.workspace(platform, workspace)
        if found:
            await self._erase([found])

    async def _erase(self, workspaces: Sequence[Workspace]) -> bool:
        async with connected(self._session.path) as connection:
            await destroy_keys(connection, (w.key for w in workspaces))
            complete = await end_erasures(connection)
        if self._session.outside:
            for place in workspaces:
                await self._session.outside.drop_workspace(place)
        return complete

    async def _purge(self, workspace: Workspace) -> Counted:
        settings = await SqliteSettings(self._session).get(workspace.platform, workspace.id)
        messages = await self._remove(_OLD_MESSAGES, workspace, settings.messages_days)
        await self._remove(_OLD_REACTIONS, workspace, settings.messages_days)
        await self._remove(_OLD_POSTS, workspace, settings.messages_days)
        entries = await self._remove(_OLD_AUDIT, workspace, settings.audit_days)
        calls = await self._remove(_OLD_CALLS, workspace, settings.audit_days)
        await self._remove(_OLD_BUCKETS, workspace, settings.audit_days)
        await self._remove(_OLD_RESULTS, workspace, settings.audit_days)
        await self._remove(_OLD_RUNS, workspace, settings.audit_days)
        return _counted(workspace, {"messages": messages, "audit entries": entries, "calls": calls})

    async def _remove(self, sql: str, workspace: Workspace, days: int | None) -> int:
        removed, more = 0, days is not None
        while more:
            async with self._session.writing() as writing:
                limit = to_microseconds(writing.now - timedelta(days=days or 0))
                cursor = await writing.connection.execute(sql, (workspace.key, limit, PURGED_AT_ONCE))
            removed += cursor.rowcount
            more = cursor.rowcount == PURGED_AT_ONCE
        return removed

    async def _belongings(self, known: Known) -> Belongings:
        place = known.workspace
        written = await self._session.rows(_WRITTEN, (known.digest,))
        reacted = await self._session.rows(_REACTED, (known.digest,))
        asked = await self._session.rows(_ASKED, (known.digest,))
        thought = await self._session.rows(_OPINIONS, (known.digest,))
        with explained(self._session.path):
            messages = [(to_channel(place, *row[:2]), from_row(row[2:], place.data_key, row[0])) for row in written]
            set_by = [(to_channel(place, *row[:2]), to_reacted(row[2:], place.data_key, row[0])) for row in reacted]
            requests = [audit.from_row(row, place) for row in asked]
            opinions = [results.from_row(row, place) for row in thought]
        return Belongings(place.platform, place.id, known.person, messages, set_by, requests, opinions)


def _counted(workspace: Workspace, rows: Mapping[str, int]) -> Counted:
    return Counted(workspace.platform, workspace.id, rows)
