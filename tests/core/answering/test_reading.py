"""The messages of a question, from the store, and from the platform where the store has not got them."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from core.answering.question import Question
from core.answering.reading import transcript
from core.consent import Consent
from core.errors import NotFound
from core.models import Channel, Message, Person
from core.ports import Window
from tests.core.hearing.interrupted import Interrupted
from tests.core.hearing.remembered import GENERAL, at, said
from tests.core.hearing.test_backfill import Room

ASKER = Person("U9", "Zoe")


async def ids(room: Room, **question: object) -> list[str]:
    asked = Question(ASKER, GENERAL, **question)  # type: ignore[arg-type]
    return [m.id for m in await transcript(asked, room.store, Consent(), room.backfill)]


def remembering(*messages: Message) -> Room:
    """The platform remembers these messages, the store none of them."""
    return Room(list(messages))


async def test_a_thread_is_fetched_where_its_root_is_not_stored() -> None:
    room = remembering(said(0), said(1, thread=1), said(2, thread=1))
    assert await ids(room, thread_id="1") == ["1", "2"]
    await ids(room, thread_id="1")
    assert len(room.history.asked) == 1, "the second time it is there"


async def test_the_newest_are_fetched_where_fewer_are_stored() -> None:
    room = remembering(*(said(n) for n in range(8)))
    assert await ids(room, newest=3) == ["5", "6", "7"]


async def test_a_range_between_two_messages_is_fetched_and_read_either_way_round() -> None:
    room = remembering(*(said(n) for n in range(8)))
    assert await ids(room, first="5", last="2") == ["2", "3", "4", "5"]
    with pytest.raises(NotFound, match='message "77" is not here'):
        await ids(room, first="77")


async def test_a_window_is_fetched_and_the_store_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    room = remembering(*(said(n) for n in range(8)))
    reads, read = list[Window](), room.store.read

    def counting(channel: Channel, window: Window, thread: str | None) -> AsyncIterator[Message]:
        reads.append(window)
        return read(channel, window, thread)

    monkeypatch.setattr(room.store, "read", counting)
    assert await ids(room, window=Window(at(2), at(5))) == ["2", "3", "4"]
    assert len(reads) == 1


async def test_what_there_was_no_time_for_is_told() -> None:
    room = remembering(*(said(n) for n in range(9)))
    room.history.every = timedelta(hours=1)
    asked = Question(ASKER, GENERAL, Window(at(0), at(9)))
    found = await transcript(asked, room.store, Consent(), room.backfill)
    assert [m.id for m in found] == ["6", "7", "8"]
    assert found.coverage.unread_before == at(6)


async def test_after_a_break_nothing_that_was_deleted_meanwhile_is_read_however_it_is_asked_for() -> None:
    thread = [said(1, thread=1), said(2, thread=1), said(3, thread=1)]
    for asked, left in (
        ({"thread_id": "1"}, ["1", "3"]),
        ({"window": Window(at(0))}, ["1", "3", "5", "7"]),
        ({"newest": 2}, ["5", "7"]),
        ({"newest": 20}, ["1", "3", "5", "7"]),
        ({"first": "3", "last": "5"}, ["3", "5"]),
        ({"author": "Ana", "newest": 3}, ["3", "5", "7"]),
    ):
        room = await Interrupted([*thread, *(said(n) for n in (4, 5, 6, 7))]).heard()
        room.took_back("2", "4", "6")
        question = Question(ASKER, GENERAL, **asked)
        found = await transcript(question, room.store, Consent(), room.backfill)
        assert [m.id for m in found] == left, asked
        assert found.coverage.unread_before is None


async def test_after_a_break_what_there_was_no_time_to_compare_is_left_out_and_that_is_told() -> None:
    room = await Interrupted([said(n) for n in range(9)], every=timedelta(hours=1)).heard()
    room.took_back("8")
    for asked in (Question(ASKER, GENERAL, Window(at(0))), Question(ASKER, GENERAL, newest=9)):
        found = await transcript(asked, room.store, Consent(), room.backfill)
        assert {m.id for m in found} < set("01234567")
        assert found.coverage.unread_before
