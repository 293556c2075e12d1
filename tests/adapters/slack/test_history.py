"""History through the real slack_sdk, page by page, as fast as Slack allows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.slack import history
from adapters.slack.history import SlackHistory
from core.errors import LimitError, NotFound, OperatorError, RequestError
from core.hearing import Arrived, Backfill, Deleted, Edited, Joined, Left, Reaction, Renamed
from core.models import Message
from core.ports import Page, Window
from storage.memory import MemoryMessages
from storage.memory.hearing import MemoryComplete
from tests.adapters.slack.place import Place, furnished


async def pages(place: Place, window: Window = Window(), thread: str | None = None) -> list[Page]:
    return [page async for page in SlackHistory(place.of, place.clock).pages(place.channel, window, thread)]


def texts(*given: Page) -> list[str]:
    return [message.text for page in given for message in page.messages]


def say(place: Place, text: str, at: float | None = None, thread: str | None = None, **more: Any) -> str:
    return place.slack.says(place.ana, place.channel.id, text, thread, at=at, silently=True, **more)


def at(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


async def test_all_pages_are_read_the_newest_first_and_each_says_how_far_it_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(history, "PAGE_MESSAGES", 3)
    async with furnished() as place:
        for n in range(7):
            say(place, str(n), at=1_000 + n)
        found = await pages(place)
    assert texts(*found) == list("6543210")
    assert [page.since for page in found] == [at(1_004), at(1_001), None]


async def test_a_window_includes_its_start_but_not_its_end() -> None:
    async with furnished() as place:
        for n in range(5):
            say(place, str(n), at=1_000 + n)
        assert texts(*await pages(place, Window(at(1_001), at(1_003)))) == ["2", "1"]


async def test_threads_are_named_by_their_page_and_read_with_all_replies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "PAGE_MESSAGES", 2)
    async with furnished() as place:
        root = say(place, "root")
        for n in range(5):
            say(place, f"reply {n}", thread=root, broadcast=n == 4)
        say(place, "alone")
        found = await pages(place)
        assert [page.threads for page in found] == [(), (root,)]
        replies = await pages(place, thread=root)
    assert set(texts(*replies)) == {"root", *(f"reply {n}" for n in range(5))}


async def test_messages_come_with_names_edits_reactions_and_links_and_without_what_nobody_said() -> None:
    async with furnished() as place:
        ts = say(place, f"Hello <@{place.ben}>")
        place.slack.edits(place.ana, place.channel.id, ts, f"Bye <@{place.ben}>")
        place.slack.reacts(place.ben, place.channel.id, ts, "memo")
        place.slack.joins(place.slack.world.add_user(place.workspace.id, "kim"), place.channel.id)
        [page] = await pages(place)
        link = await place.workspace.client.chat_getPermalink(channel=place.channel.id, message_ts=ts)
    [message] = page.messages
    assert (message.author.name, message.text, message.permalink) == ("ana", "Bye @ben", link["permalink"])
    assert [(r.name, r.count) for r in message.reactions] == [("memo", 1)]
    assert message.edited_at


async def test_a_limit_says_until_when_and_the_same_pages_go_on_after_it() -> None:
    async with furnished(one_a_minute=True) as place:
        for n in range(20):
            say(place, str(n), at=1_000 + n)
        asked = SlackHistory(place.of, place.clock)
        found = asked.pages(place.channel, Window())
        first = await anext(found)
        with pytest.raises(LimitError) as limit:
            await anext(found)
        assert timedelta(0) < limit.value.until - place.clock() <= timedelta(seconds=61)
        before = len(place.slack.called("conversations.history"))
        with pytest.raises(LimitError):
            await anext(asked.pages(place.channel, Window()))  # nobody asks before that time
        assert len(place.slack.called("conversations.history")) == before
        place.slack.passes(61)
        assert texts(first, await anext(found)) == [str(n) for n in range(19, -1, -1)]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("channel_not_found", NotFound),
        ("not_in_channel", RequestError),
        ("missing_scope", OperatorError),
        ("account_inactive", OperatorError),
        ("invalid_auth", OperatorError),
    ],
)
async def test_what_slack_refuses_is_one_of_our_errors(code: str, kind: type[Exception]) -> None:
    async with furnished() as place:
        place.slack.refuses("conversations.history", code)
        with pytest.raises(kind):
            await pages(place)


async def test_an_installation_that_may_ask_once_a_minute_gets_everything_in_the_end() -> None:
    async with furnished(one_a_minute=True) as place:
        root = say(place, "root", at=1_000)
        for n in range(40):
            say(place, f"reply {n}", at=1_001 + n, thread=root)
        for n in range(40):
            say(place, str(n), at=2_000 + n)
        store = MemoryMessages()
        asked = SlackHistory(place.of, place.clock)

        async def sleep(seconds: float) -> None:
            place.slack.passes(seconds)

        backfill = Backfill(asked, store, MemoryComplete(store), place.clock, sleep)
        window = Window(at(900), at(3_000))
        assert await backfill.fetch(place.channel, window, timedelta(seconds=2)) == at(2_025)
        for _ in range(12):
            place.slack.passes(61)
            await backfill.go_on("slack")
        assert await backfill.fetch(place.channel, window, timedelta(seconds=2)) is None
        assert await store.count(place.channel) == 81


async def test_what_people_do_in_slack_is_heard_as_it_happens() -> None:
    async with furnished() as place:
        slack, channel = place.slack, place.channel
        ts = slack.says(place.ana, channel.id, f"Hello <@{place.ben}>")
        slack.reacts(place.ben, channel.id, ts, "memo")
        slack.unreacts(place.ben, channel.id, ts, "memo")
        slack.edits(place.ana, channel.id, ts, "Bye")
        reply = slack.says(place.ben, channel.id, "Really?", ts, broadcast=True)
        slack.deletes(place.ben, channel.id, reply)
        slack.renames(place.ana, channel.id, "all")
        slack.archives(place.ana, channel.id)
        heard = await place.heard()
    kinds = [Arrived, Reaction, Reaction, Edited, Arrived, Deleted, Renamed, Left]
    assert [type(event) for event in heard] == kinds
    first, *_, renamed, _ = heard
    assert isinstance(first, Arrived)
    assert (first.message.author.name, first.message.text) == ("ana", "Hello @ben")
    assert renamed == Renamed(replace(channel, name="all"))


async def test_recaps_own_posts_are_marked_and_its_coming_and_going_is_heard() -> None:
    async with furnished() as place:
        await place.workspace.client.chat_postMessage(channel=place.channel.id, text="The minutes")
        place.slack.kicks(place.workspace.bot_user, place.channel.id)
        await place.workspace.client.conversations_join(channel=place.channel.id)
        posted, left, joined, *_ = await place.heard()
    assert isinstance(posted, Arrived)
    assert posted.message.author.bot
    assert (type(left), type(joined)) == (Left, Joined)


async def test_a_live_message_and_its_copy_from_history_are_the_same() -> None:
    async with furnished() as place:
        root = place.slack.says(place.ana, place.channel.id, f"Hello <@{place.ben}>, *all*")
        place.slack.says(place.ben, place.channel.id, "Hi", root, files=["plan.pdf"])
        live = [event.message for event in await place.heard() if isinstance(event, Arrived)]
        stored: list[Message] = [m for page in await pages(place, thread=root) for m in page.messages]
    assert stored == [replace(live[0], thread_id=root), live[1]]
