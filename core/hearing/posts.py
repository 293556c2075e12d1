"""Answers lose what they rested on: without asking a model, and however late the platform can be told."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace

from core.models import Channel
from core.ports import Post, Posts
from core.taken_back import digest_without, without

__all__ = ["Rewriting", "brought_up_to_date", "without"]


class Rewriting:
    """What an edit or a deletion does to posts: one of the hooks of `Hearing`."""

    def __init__(self, posts: Posts) -> None:
        self._posts = posts

    async def __call__(self, channel: Channel, messages: Collection[str]) -> None:
        """Notes what the posts say from now on; `brought_up_to_date` shows it."""

        def change(post: Post) -> Post:
            summary = post.summary and without(post.summary, messages)
            digest = post.digest and digest_without(post.digest, channel, messages)
            return replace(post, summary=summary, digest=digest, stale=True)

        await self._posts.rewrite(channel, messages, change)


async def brought_up_to_date(posts: Posts, platform: str, show: Callable[[Post], Awaitable[None]]) -> int:
    """Let the platform `show` what stale posts say now, or take down those that say nothing; how many it was.

    `show` raises `LaterError` where it may work later: that post stays stale, and those after it.
    """
    stale = await posts.stale(platform)
    for post in stale:
        await show(post)
        await posts.shown(post)
    return len(stale)
