"""What was posted, and which part of the past is stored, in this process: for tests."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime

from core.hearing.stretches import ended, reopened, together
from core.models import Channel
from core.ports import MessageStore, Post, Wanted, Window

_Place = tuple[str, str, str]


class MemoryPosts:
    """`Posts`. Nothing outlives the object."""

    def __init__(self) -> None:
        self._posts: dict[_Place, Post] = {}

    async def put(self, post: Post) -> None:
        self._posts[post.channel.platform, post.channel.workspace, post.place] = post

    async def rewrite(self, channel: Channel, messages: Collection[str], change: Callable[[Post], Post]) -> int:
        resting = [
            post
            for post in self._posts.values()
            if _id(post.channel)[:2] == _id(channel)[:2]
            and not post.sources.isdisjoint((channel.id, id) for id in messages)
        ]
        for post in resting:
            await self.put(change(post))
        return len(resting)

    async def stale(self, platform: str) -> Sequence[Post]:
        stale = [post for post in self._posts.values() if post.stale and post.channel.platform == platform]
        return sorted(stale, key=lambda post: post.at)

    async def shown(self, post: Post) -> None:
        place = post.channel.platform, post.channel.workspace, post.place
        if self._posts.get(place) == post:
            del self._posts[place]
            if not post.empty:
                await self.put(replace(post, stale=False))

    async def remove(self, platform: str, workspace: str, place: str) -> None:
        self._posts.pop((platform, workspace, place), None)


class MemoryComplete:
    """`Complete`. `store` is the one whose messages it is about."""

    def __init__(self, store: MessageStore) -> None:
        self._store = store
        self._stretches: dict[_Place, tuple[Channel, list[Window]]] = {}
        self._wanted: dict[_Place, Wanted] = {}

    async def stretches(self, channel: Channel) -> Sequence[Window]:
        return self._stretches.get(_id(channel), (channel, []))[1]

    async def add(self, channel: Channel, window: Window) -> None:
        self._stretches[_id(channel)] = channel, together([*await self.stretches(channel), window])

    async def end(self, channel: Channel, at: datetime) -> None:
        self._stretches[_id(channel)] = channel, ended(await self.stretches(channel), at)

    async def interrupted(self, platform: str, at: datetime) -> None:
        for channel, stretches in list(self._stretches.values()):
            if channel.platform == platform and stretches and stretches[-1].until is None:
                times = [m.sent_at async for m in self._store.read(channel) if m.sent_at]
                heard = max(times, default=stretches[-1].since or at)
                self._stretches[_id(channel)] = channel, reopened(stretches, heard, at)

    async def want(self, wanted: Wanted) -> None:
        before = self._wanted.get(_id(wanted.channel), wanted).window
        windows = before, wanted.window
        since = None if any(w.since is None for w in windows) else min(w.since for w in windows if w.since)
        until = None if any(w.until is None for w in windows) else max(w.until for w in windows if w.until)
        self._wanted[_id(wanted.channel)] = Wanted(wanted.channel, Window(since, until), wanted.not_before)

    async def claim(self, platform: str, now: datetime, until: datetime) -> Wanted | None:
        wanted = [w for w in self._wanted.values() if w.channel.platform == platform and w.not_before <= now]
        due = min(wanted, key=lambda w: w.not_before, default=None)
        if due:
            self._wanted[_id(due.channel)] = Wanted(due.channel, due.window, until)
        return due

    async def fetched(self, channel: Channel) -> None:
        self._wanted.pop(_id(channel), None)


def _id(channel: Channel) -> _Place:
    return channel.platform, channel.workspace, channel.id
