"""Answers lose what they rested on: without asking a model, and however late the platform can be told."""

from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import replace
from typing import TypeVar

from core.models import Channel
from core.ports import Post, Posts
from core.summary import Statement, Summary

S = TypeVar("S", bound=Statement)


def without(summary: Summary, messages: Collection[str]) -> Summary | None:
    """The summary without each statement that rests on one of these messages (ids); None where nothing is left.

    A statement with other sources beside it goes too: what it says may stand in this one alone. So does the overview,
    which restates points. Coverage stays: it says what was read.
    """
    gone = set(messages)
    overview_stands = gone.isdisjoint(summary.overview_sources)
    left = replace(
        summary,
        overview=summary.overview if overview_stands else "",
        overview_sources=summary.overview_sources if overview_stands else (),
        points=_without(summary.points, gone),
        decisions=_without(summary.decisions, gone),
        action_items=_without(summary.action_items, gone),
        open_questions=_without(summary.open_questions, gone),
    )
    return left if left.overview or any(left.statements()) else None


class Rewriting:
    """What an edit or a deletion does to posts: one of the hooks of `Hearing`."""

    def __init__(self, posts: Posts) -> None:
        self._posts = posts

    async def __call__(self, channel: Channel, messages: Collection[str]) -> None:
        """Notes what the posts say from now on; `brought_up_to_date` shows it."""

        def change(post: Post) -> Post:
            return replace(post, summary=post.summary and without(post.summary, messages), stale=True)

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


def _without(statements: Iterable[S], gone: Collection[str]) -> tuple[S, ...]:
    return tuple(s for s in statements if not any(id in gone for id in s.sources))
