"""What every memory of posts promises, run over each of them, and what an edit or a deletion does to posts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.digests.digest import Digest
from core.digests.post import DigestPost, Section
from core.errors import LaterError
from core.hearing import Rewriting, brought_up_to_date, without
from core.models import Channel, Coverage, LeftOut, Person, Window
from core.ports import Post, Posts
from core.summary import ActionItem, Decision, Discussed, Point, Statement, Summary
from storage.memory.hearing import MemoryPosts
from storage.sqlite import session
from storage.sqlite.posts import SqlitePosts

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
GENERAL = Channel("slack", "acme", "C1", "general")
SUMMARY = Summary(
    id="s",
    overview="The oven is broken.",
    overview_sources=("1",),
    points=(Point("The oven is broken.", ("1", "2"), topic="Oven"),),
    decisions=(Decision("Rye on Thursday.", ("3",), unconfirmed=True, explicit=True),),
    action_items=(ActionItem("Call the oven people.", ("4",), owner=Person("U1", "Ana"), due=date(2024, 5, 7)),),
    open_questions=(Statement("Who has the key?", ("5",)),),
    coverage=Coverage(9, 8, (LeftOut("bot post", 1),), NOON, NOON, unread_before=NOON),
    engine="offline",
    conversations=(Discussed("Oven", ("1", "2")),),
    checks={"numbers": 3},
)
POST = Post(GENERAL, "C9/1.0", SUMMARY, NOON)
DIGEST = DigestPost(
    *(Digest("d1", "slack", "acme", (GENERAL,), GENERAL, Person("U1", "Ana"), NOON), "d1/slot", "2024-05-06T12:00"),
    *(Window(until=NOON), "Rye on Thursday", (Section(GENERAL, SUMMARY, SUMMARY),)),
)


@asynccontextmanager
async def _memory(folder: Path) -> AsyncIterator[Posts]:
    yield MemoryPosts()


@asynccontextmanager
async def _sqlite(folder: Path) -> AsyncIterator[Posts]:
    async with session.opened(folder / "recap.sqlite3") as opened:
        yield SqlitePosts(opened)


@pytest.fixture(params=[_memory, _sqlite], ids=["memory", "sqlite"])
async def posts(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Posts]:
    async with request.param(tmp_path) as opened:
        yield opened


async def test_a_post_comes_back_as_it_was(posts: Posts) -> None:
    stale = replace(POST, stale=True)
    await posts.put(stale)
    assert await posts.stale("slack") == [stale]
    assert await posts.stale("discord") == []


async def test_a_deletion_takes_its_statements_out_of_every_post_that_rests_on_it(posts: Posts) -> None:
    other = replace(POST, place="C9/2.0", at=NOON + timedelta(hours=1))
    untouched = Post(GENERAL, "C9/3.0", without(SUMMARY, ["3"]), NOON)
    for post in (POST, other, untouched):
        await posts.put(post)
    await Rewriting(posts)(GENERAL, ["3"])
    left = without(SUMMARY, ["3"])
    assert left
    assert not left.decisions
    assert await posts.stale("slack") == [replace(p, summary=left, stale=True) for p in (POST, other)]


async def test_the_same_message_id_in_another_channel_or_workspace_changes_nothing(posts: Posts) -> None:
    await posts.put(POST)
    for elsewhere in (replace(GENERAL, id="C2"), replace(GENERAL, workspace="globex")):
        await Rewriting(posts)(elsewhere, ["3"])
    assert await posts.stale("slack") == []


async def test_what_is_shown_is_not_stale_any_more_and_an_empty_post_is_forgotten(posts: Posts) -> None:
    shown: list[Post] = []

    async def show(post: Post) -> None:
        shown.append(post)

    await posts.put(POST)
    await Rewriting(posts)(GENERAL, ["3"])
    assert await brought_up_to_date(posts, "slack", show) == 1
    await Rewriting(posts)(GENERAL, list("1245"))
    assert await brought_up_to_date(posts, "slack", show) == 1
    assert [post.summary is None for post in shown] == [False, True]
    assert await posts.rewrite(GENERAL, list("12345"), lambda post: post) == 0
    assert await brought_up_to_date(posts, "slack", show) == 0


async def test_a_post_that_changes_while_it_is_shown_stays_stale(posts: Posts) -> None:
    async def show(post: Post) -> None:
        await Rewriting(posts)(GENERAL, ["4"])

    await posts.put(POST)
    await Rewriting(posts)(GENERAL, ["3"])
    await brought_up_to_date(posts, "slack", show)
    assert [post.summary for post in await posts.stale("slack")] == [without(SUMMARY, ["3", "4"])]


async def test_a_post_that_cannot_be_shown_now_stays_stale(posts: Posts) -> None:
    async def show(post: Post) -> None:
        raise LaterError("busy")

    await posts.put(replace(POST, stale=True))
    with pytest.raises(LaterError):
        await brought_up_to_date(posts, "slack", show)
    assert len(await posts.stale("slack")) == 1


async def test_a_post_that_is_removed_is_rewritten_no_more(posts: Posts) -> None:
    await posts.put(POST)
    await posts.remove("slack", "acme", POST.place)
    await posts.remove("slack", "acme", "elsewhere")
    assert await posts.rewrite(GENERAL, ["3"], lambda post: post) == 0


def test_a_summary_without_a_message_loses_what_rests_on_it_and_nothing_else() -> None:
    left = without(SUMMARY, ["1"])
    assert left == replace(SUMMARY, overview="", overview_sources=(), points=())
    assert without(SUMMARY, ["unknown"]) == SUMMARY
    assert without(SUMMARY, ["1", "3", "4", "5"]) is None


DIGESTED = Post(replace(GENERAL, id="C9", name="news"), "C9/5.0", None, NOON, digest=DIGEST)


async def test_a_digest_loses_what_rested_on_a_message_of_any_of_its_channels(posts: Posts) -> None:
    await posts.put(DIGESTED)
    await posts.put(POST)
    assert await posts.rewrite(replace(GENERAL, id="C3"), ["3"], lambda post: post) == 0
    await Rewriting(posts)(GENERAL, ["3"])
    stale = {post.place: post for post in await posts.stale("slack")}
    assert set(stale) == {"C9/1.0", "C9/5.0"}
    digest = stale["C9/5.0"].digest
    assert digest
    assert digest.sections[0].whole.decisions == ()
    assert digest.sections[0].whole.points == SUMMARY.points
    await posts.shown(stale["C9/5.0"])
    assert [post.place for post in await posts.stale("slack")] == ["C9/1.0"]
    await Rewriting(posts)(GENERAL, ["1"])
    assert {post.place for post in await posts.stale("slack")} == {"C9/1.0", "C9/5.0"}, "it is still known"
