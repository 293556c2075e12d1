"""After a break what is stored is held against what the platform has: none of it is told before."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import NotFound
from core.hearing import Arrived, Joined, Left
from core.ports import Page, Window
from tests.core.hearing.interrupted import Interrupted
from tests.core.hearing.remembered import GENERAL, LONG, SHORT, at, said


async def test_what_was_deleted_and_edited_in_the_break_is_so_here_and_what_rests_on_it_is_told() -> None:
    room = await Interrupted([said(n) for n in range(10)]).heard()
    room.took_back("2", "5")
    room.changed(replace(said(7), text="Hello all", edited_at=at(950)))
    assert await room.backfill.fetch(GENERAL, Window(at(0)), LONG) is None
    texts = await room.texts()
    assert "".join(texts) == "01346789"
    assert texts["7"] == "Hello all"
    assert sorted(room.told) == ["2", "5", "7"]


async def test_nothing_from_before_the_break_stands_until_it_is_compared_and_then_it_is_not_asked_for_again() -> None:
    room = await Interrupted([said(n) for n in range(10)]).heard()
    assert await room.standing() == ""
    await room.backfill.fetch(GENERAL, Window(at(4)), LONG)
    assert await room.standing() == "456789"
    await room.backfill.fetch(GENERAL, Window(at(5)), LONG)
    assert len(room.history.asked) == 1


async def test_what_there_was_no_time_for_does_not_stand_and_is_compared_in_the_background() -> None:
    room = await Interrupted([said(n) for n in range(10)], every=timedelta(minutes=1)).heard()
    room.took_back("1")
    missing = await room.backfill.fetch(GENERAL, Window(at(0)), SHORT)
    assert missing
    assert await room.standing() == "".join(str(n) for n in range(10) if at(n) >= missing)
    for _ in range(5):
        room.clock.now += timedelta(minutes=1)
        await room.backfill.go_on("slack")
    assert await room.standing() == "023456789"


async def test_what_is_heard_since_the_break_stands() -> None:
    room = await Interrupted([said(1)]).heard()
    await room.hearing.hear(Arrived(GENERAL, replace(said(2), sent_at=at(1001))))
    assert await room.standing() == "2"


async def test_what_arrives_while_pages_are_fetched_is_on_none_of_them_and_stays() -> None:
    room = await Interrupted([said(n) for n in range(10)]).heard()
    late = replace(said(11), sent_at=at(999))  # by the platform's clock, which is slow
    await _meanwhile(room, lambda: room.hearing.hear(Arrived(GENERAL, late)))
    await room.backfill.fetch(GENERAL, Window(at(0)), LONG)
    assert "11" in await room.texts()
    assert not room.told


async def test_what_was_read_before_another_break_does_not_count_as_compared_after_it() -> None:
    room = await Interrupted([said(n) for n in range(10)]).heard()

    async def breaks() -> None:
        await room.complete.interrupted("slack", at(1001))
        room.took_back("9")

    room.clock.now = at(1001)
    await _meanwhile(room, breaks)
    await room.backfill.fetch(GENERAL, Window(at(0), at(50)), LONG)
    assert await room.standing() == "012345678"


async def test_a_channel_that_could_not_be_read_for_a_while_is_compared_as_after_a_break() -> None:
    room = await Interrupted([said(n) for n in range(5)]).heard()
    await room.backfill.fetch(GENERAL, Window(at(0)), LONG)
    assert await room.standing() == "01234"
    await room.hearing.hear(Left(GENERAL, at(1001)))
    assert await room.standing() == ""
    await room.hearing.hear(Joined(GENERAL, at(1005)))
    assert await room.standing() == ""
    room.clock.now = at(1006)
    room.took_back("3")
    await room.backfill.fetch(GENERAL, Window(at(0)), LONG)
    assert await room.standing() == "0124"


async def test_replies_that_are_gone_leave_and_a_thread_that_is_gone_takes_all_but_its_root() -> None:
    kept = [said(1, thread=1), said(3, thread=1), said(4, thread=1)]
    removed = [said(2, thread=2), said(5, thread=2), said(6, thread=2)]
    room = await Interrupted([*kept, *removed]).heard()
    room.took_back("3", "5", "6")
    room.history.removed.add("2")
    await room.backfill.fetch(GENERAL, Window(at(0)), LONG)
    assert "".join(await room.texts()) == "124"


async def test_a_root_that_is_gone_with_its_thread_is_gone() -> None:
    room = await Interrupted([said(0), said(2, thread=2), said(5, thread=2)]).heard()
    room.took_back("2", "5")
    room.history.removed.add("2")
    await room.backfill.fetch(GENERAL, Window(at(0)), LONG)
    assert "".join(await room.texts()) == "0"


async def test_a_reply_is_compared_with_the_window_it_was_said_in_though_nothing_else_tells_of_its_thread() -> None:
    room = await Interrupted([said(1, thread=1), *(said(n) for n in range(2, 8)), said(9, thread=1)]).heard()
    room.took_back("9")
    await room.backfill.fetch(GENERAL, Window(at(8)), LONG)
    assert "9" not in await room.texts()


async def test_a_thread_is_compared_by_itself_and_one_of_which_nothing_is_known_is_nobodys() -> None:
    room = await Interrupted([said(1, thread=1), said(2), said(3, thread=1), said(4, thread=1)]).heard()
    room.took_back("3")
    assert await room.backfill.fetch_thread(GENERAL, "1", LONG)
    assert await room.standing() == "14"
    room.history.removed.add("7")
    with pytest.raises(NotFound):
        await room.backfill.fetch_thread(GENERAL, "7", LONG)


async def test_messages_of_one_moment_stay_where_a_page_ends_between_them() -> None:
    room = await Interrupted([replace(said(n), sent_at=at(1)) for n in range(8)]).heard()
    await room.backfill.fetch(GENERAL, Window(at(0)), LONG)
    assert len(await room.texts()) == 8


async def test_what_is_there_and_nobodys_words_is_not_gone() -> None:
    room = await Interrupted([said(n) for n in range(3)]).heard()
    room.history.others.add("1")
    await room.backfill.fetch(GENERAL, Window(at(0)), LONG)
    assert "".join(await room.texts()) == "012"


async def _meanwhile(room: Interrupted, happens: Callable[[], Awaitable[None]]) -> None:
    """It happens while the platform answers for the first time, after it has looked."""
    given = room.history.given
    done: list[Page] = []

    async def give(page: Page) -> Page:
        if not done:
            done.append(page)
            await happens()
        return await given(page)

    room.history.given = give  # type: ignore[method-assign]
