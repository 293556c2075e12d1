"""Answers that others than their requester's screen keep: in several messages, changed, taken down."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.slack.buttons import row
from adapters.slack.posting import Place, brought_up_to_date, place, put
from adapters.slack.render import links, pages
from adapters.slack.rich import footer
from adapters.slack.speaking import Speaking
from core.hearing import without
from core.models import Coverage
from core.ports import Post
from core.summary import Decision, Summary
from tests.adapters.slack.place import Place as Stand
from tests.adapters.slack.place import furnished
from tests.standins.slack.state import Json

AT = datetime(2026, 3, 2, tzinfo=UTC)
LONG = tuple(Decision(f"Decision {n} " + "word " * 200, (f"1.00000{n % 10}",)) for n in range(30))


def summary(*decisions: Decision) -> Summary:
    return Summary("s", "", (), (), decisions, (), (), Coverage(2, 2), "haiku")


def page(text: str) -> list[Json]:
    return [{"type": "section", "text": {"type": "plain_text", "text": text}}]


def moved(value: str, before: Sequence[str]) -> str:
    return f"{value} after {len(before)}"


def shown(stand: Stand) -> list[str]:
    """The text of the blocks that ben sees."""
    return [str(message["blocks"]) for message in stand.slack.seen_by(stand.ben)]


async def test_pages_are_changed_added_and_taken_away_where_they_stand() -> None:
    async with furnished() as stand:
        speaking = Speaking(stand.workspace, stand.clock)
        two = await put(speaking, Place(stand.channel.id), "text", [page("one"), page("two")])
        assert len(two.messages) == 2
        assert place(str(two)) == two
        three = await put(speaking, two, "text", [page("eins"), page("zwei"), page("drei")])
        assert three.messages[:2] == two.messages
        one = await put(speaking, three, "text", [page("uno")])
        assert one.messages == two.messages[:1]
        assert len(shown(stand)) == 1
        assert "uno" in shown(stand)[0]


async def test_what_was_deleted_leaves_a_post_of_several_messages_and_the_rest_stays() -> None:
    async with furnished() as stand:
        speaking = Speaking(stand.workspace, stand.clock)
        post = Post(stand.channel, f"{stand.channel.id}//", summary(*LONG), AT)
        await brought_up_to_date(speaking, post, moved)
        assert len(shown(stand)) > 1
        messages = tuple(message["ts"] for message in stand.slack.seen_by(stand.ben))
        left = without(summary(*LONG, Decision("Stays", ("9.000009",))), [id for d in LONG for id in d.sources])
        there = str(Place(stand.channel.id, "", messages))
        await brought_up_to_date(speaking, Post(stand.channel, there, left, AT), moved)
        assert len(shown(stand)) == 1
        assert "Stays" in shown(stand)[0]
        assert "Decision 1 " not in shown(stand)[0]


async def test_a_post_of_which_nothing_is_left_is_taken_down_also_a_second_time() -> None:
    async with furnished() as stand:
        speaking = Speaking(stand.workspace, stand.clock)
        there = await put(speaking, Place(stand.channel.id), "text", [page("one"), page("two")])
        for _ in range(2):
            await brought_up_to_date(speaking, Post(stand.channel, str(there), None, AT), moved)
            assert shown(stand) == []


async def answered(stand: Stand, *decisions: Decision) -> Post:
    """An answer about a thread, with a row of buttons under it."""
    link = links(stand.workspace.address, stand.channel.id, {"9.000009": "1.000000"})
    said = summary(*decisions)
    blocks = pages(said, stand.channel, link, UTC, thread=True)
    blocks[-1].append(footer("Published by ana"))
    there = await put(
        Speaking(stand.workspace, stand.clock),
        Place(stand.channel.id),
        "text",
        blocks,
        lambda before: row(f"asked, {len(before)} before", "#general"),
    )
    return Post(stand.channel, str(there), said, AT)


async def test_a_rewritten_answer_keeps_title_footers_buttons_and_links_into_threads() -> None:
    async with furnished() as stand:
        post = await answered(stand, *LONG, Decision("Stays", ("9.000009",)))
        assert len(shown(stand)) > 1
        assert post.summary
        left = without(post.summary, [id for d in LONG for id in d.sources])
        await brought_up_to_date(Speaking(stand.workspace, stand.clock), replace(post, summary=left), moved)
        (now,) = shown(stand)
        for kept in ("A thread in", "Published by ana", "Stays", "p9000009?thread_ts=1.000000", "recap_shorter"):
            assert kept in now
        assert "before after 0" in now
        assert "Decision 1 " not in now


@pytest.mark.parametrize("error", ["missing_scope", "ratelimited"])
async def test_where_slack_does_not_show_it_what_was_deleted_goes_all_the_same(error: str) -> None:
    async with furnished() as stand:
        post = await answered(stand, Decision("Goes", ("1.000001",)), Decision("Stays", ("9.000009",)))
        assert post.summary
        if error == "ratelimited":
            stand.slack.limits("conversations.history", 60)
        else:
            stand.slack.refuses("conversations.history", error)
        left = without(post.summary, ["1.000001"])
        await brought_up_to_date(Speaking(stand.workspace, stand.clock), replace(post, summary=left), moved)
        (now,) = shown(stand)
        assert "Stays" in now
        assert "Goes" not in now
