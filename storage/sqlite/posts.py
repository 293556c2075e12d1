"""What Recap posted, in a database file: an encrypted row for each post, a keyed hash for each of its sources."""

import json
from collections.abc import Callable, Collection, Sequence
from typing import Any

from core.digests import kept as digests
from core.digests.post import DigestPost
from core.kept import from_text, to_text
from core.models import Channel
from core.ports import Post
from storage.encryption import DataKey
from storage.sqlite.database import explained
from storage.sqlite.keyring import Workspace
from storage.sqlite.rows import from_microseconds, to_microseconds
from storage.sqlite.session import Session
from storage.sqlite.writing import Writing

_PUT = """INSERT INTO posts (workspace, place, stale, at, body) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (workspace, place) DO UPDATE SET (stale, at, body) = (excluded.stale, excluded.at, excluded.body)
    RETURNING key"""
_COLUMNS = "place, stale, at, body"
_STALE = f"SELECT {_COLUMNS} FROM posts WHERE workspace = ? AND stale ORDER BY at, key"
_ONE = f"SELECT {_COLUMNS} FROM posts WHERE workspace = ? AND place = ?"
_REMOVE = "DELETE FROM posts WHERE workspace = ? AND place = ?"
_RESTING = f"""SELECT {_COLUMNS} FROM posts
    WHERE key IN (SELECT post FROM post_sources WHERE workspace = ? AND source = ?)"""


class SqlitePosts:
    """`Posts`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def put(self, post: Post) -> None:
        async def job(writing: Writing) -> None:
            await _put(writing, await writing.workspace(post.channel.platform, post.channel.workspace), post)

        await self._session.written(job)

    async def rewrite(self, channel: Channel, messages: Collection[str], change: Callable[[Post], Post]) -> int:
        async def job(writing: Writing) -> int:
            workspace = writing.keyring.find(channel.platform, channel.workspace)
            if workspace is None:
                return 0
            resting = await _resting_on(writing, workspace, channel, messages)
            for post in resting:
                await _put(writing, workspace, change(post))
            return len(resting)

        return await self._session.written(job)

    async def stale(self, platform: str) -> Sequence[Post]:
        found: list[Post] = []
        for workspace in await self._session.keyring():
            if workspace.platform == platform:
                rows = await self._session.rows(_STALE, (workspace.key,))
                with explained(self._session.path):
                    found += [_from_row(row, workspace) for row in rows]
        return sorted(found, key=lambda post: post.at)

    async def shown(self, post: Post) -> None:
        async def job(writing: Writing) -> None:
            workspace = writing.keyring.find(post.channel.platform, post.channel.workspace)
            if workspace is None:
                return
            where = workspace.key, _digest(workspace.data_key, post.place)
            rows = await writing.connection.execute_fetchall(_ONE, where)
            if [_from_row(row, workspace) for row in rows] != [post]:
                return
            sql = "UPDATE posts SET stale = 0 WHERE workspace = ? AND place = ?" if not post.empty else _REMOVE
            await writing.connection.execute(sql, where)

        await self._session.written(job)

    async def remove(self, platform: str, workspace: str, place: str) -> None:
        async def job(writing: Writing) -> None:
            if known := writing.keyring.find(platform, workspace):
                await writing.connection.execute(_REMOVE, (known.key, _digest(known.data_key, place)))

        await self._session.written(job)


async def take_down(writing: Writing, workspace: Workspace, concerns: Callable[[Post], bool]) -> None:
    """Empty each post that `concerns` a person who is forgotten."""
    rows = await writing.connection.execute_fetchall(
        f"SELECT {_COLUMNS} FROM posts WHERE workspace = ?", (workspace.key,)
    )
    for post in (_from_row(row, workspace) for row in rows):
        if not post.empty and concerns(post):
            await _put(writing, workspace, Post(post.channel, post.place, None, post.at, stale=True))


async def _put(writing: Writing, workspace: Workspace, post: Post) -> None:
    key, place = workspace.data_key, _digest(workspace.data_key, post.place)
    body = key.encrypt(json.dumps(_body(post)).encode(), b"posts.body" + place)
    values = workspace.key, place, int(post.stale), to_microseconds(post.at), body
    [(row,)] = await writing.connection.execute_fetchall(_PUT, values)
    await writing.connection.execute("DELETE FROM post_sources WHERE post = ?", (row,))
    sources = ((row, workspace.key, _source(key, channel, id)) for channel, id in post.sources)
    await writing.connection.executemany("INSERT INTO post_sources (post, workspace, source) VALUES (?, ?, ?)", sources)


async def _resting_on(
    writing: Writing, workspace: Workspace, channel: Channel, messages: Collection[str]
) -> list[Post]:
    found = {}
    for id in messages:
        values = workspace.key, _source(workspace.data_key, channel.id, id)
        rows = await writing.connection.execute_fetchall(_RESTING, values)
        found.update({row[0]: _from_row(row, workspace) for row in rows})
    return list(found.values())


def _body(post: Post) -> dict[str, Any]:
    summary = post.summary and to_text(post.summary)
    digest = post.digest and digests.to_text(post.digest)
    return {"channel": [post.channel.id, post.channel.name], "place": post.place, "summary": summary, "digest": digest}


def _from_row(row: Sequence[Any], workspace: Workspace) -> Post:
    """The post of the values of `_COLUMNS`."""
    place, stale, at, encrypted = row
    body = json.loads(workspace.data_key.decrypt(encrypted, b"posts.body" + place))
    channel = Channel(workspace.platform, workspace.id, *body["channel"])
    moment = from_microseconds(at)
    assert moment
    summary = body["summary"] and from_text(body["summary"])
    digest = digests.from_text(DigestPost, body["digest"]) if body.get("digest") else None
    return Post(channel, body["place"], summary, moment, bool(stale), digest)


def _digest(key: DataKey, place: str) -> bytes:
    return key.digest(b"post", place)


def _source(key: DataKey, channel_id: str, message_id: str) -> bytes:
    return key.digest(b"post source", json.dumps([channel_id, message_id]))
