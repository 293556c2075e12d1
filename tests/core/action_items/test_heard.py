"""What is heard reaches items: done closes them, edits and deletions take them back."""

from dataclasses import replace
from datetime import date

import pytest

from core.action_items.heard import Closing, TakingBack
from core.action_items.kept import Kept
from core.hearing import Arrived, Deleted, Edited, Hearing
from core.models import Message
from core.workspace import WorkspaceSettings
from storage.memory import MemoryComplete
from tests.core.action_items.room import ANA, BEN, CLEO, GENERAL, PLACE, Room, given, said, task

SEND = said("1", "I'll send the invoice to Acme by March 4", thread="1")
ITEM = given([SEND], (task("Ben: I'll send the invoice to Acme by March 4", "1", due=date(2031, 3, 4)),))


class Heard(Room):
    def __init__(self) -> None:
        super().__init__()
        self.own = WorkspaceSettings()
        complete = MemoryComplete(self.messages)
        back = TakingBack(self.kept, self.messages)
        self.hearing = Hearing(self.messages, complete, [back], arrived=[Closing(self.kept, self)])

    async def get(self, platform: str, workspace: str) -> WorkspaceSettings:
        return self.own

    async def hears(self, *messages: Message) -> None:
        for message in messages:
            await self.hearing.hear(Arrived(GENERAL, message))

    async def edited(self, message: Message, text: str) -> None:
        await self.hearing.hear(Edited(GENERAL, replace(message, text=text)))

    async def one(self) -> Kept:
        [kept] = await self.kept.list(*PLACE)
        return kept


@pytest.fixture
async def room() -> Heard:
    room = Heard()
    await room.hears(SEND)
    await room.found(ITEM)
    return room


async def test_done_in_a_later_message_closes_it_with_the_link(room: Heard) -> None:
    await room.hears(said("5", "not done yet", thread="1"))
    assert (await room.one()).open
    await room.hears(said("9", "Done!", thread="1"))
    assert ((await room.one()).item.status, (await room.one()).item.closed_by) == ("done", "9")


async def test_a_summary_that_reads_both_closes_it_too(room: Heard) -> None:
    await room.found(given([SEND, said("9", "sent the invoice to Acme")], ITEM.summary.action_items))
    assert (await room.one()).item.closed_by == "9"


async def test_of_two_tasks_in_a_thread_a_bare_done_closes_none_and_one_with_a_name_closes_that(room: Heard) -> None:
    both = (*ITEM.summary.action_items, task("Order boxes for the warehouse", "2"))
    second = said("2", "I'll order boxes for the warehouse", thread="1")
    await room.found(given([SEND, second], both))
    await room.hears(said("5", "done", thread="1"))
    assert len(await room.items.here(GENERAL, ANA)) == 2
    await room.hears(said("6", "ordered the boxes for the warehouse", thread="1"))
    assert [item.text for item in await room.items.here(GENERAL, ANA)] == [ITEM.summary.action_items[0].text]


async def test_done_by_somebody_else_closes_nothing(room: Heard) -> None:
    await room.hears(said("5", "done", CLEO, thread="1"))
    assert (await room.one()).open


async def test_its_owner_closes_it_in_another_language_and_of_two_tasks_in_a_thread_none(room: Heard) -> None:
    both = (*ITEM.summary.action_items, task("Order boxes for the warehouse", "2"))
    await room.hears(said("5", "fait ?", thread="1"), said("6", "fait", CLEO, thread="1"))
    assert (await room.one()).open
    await room.hears(said("7", "C'est fait", thread="1"))
    assert (await room.one()).item.closed_by == "7"
    other = Heard()
    second = said("2", "I'll order boxes for the warehouse", thread="1")
    await other.hears(SEND, second)
    await other.found(given([SEND, second], both))
    await other.hears(said("7", "C'est fait", thread="1"))
    assert len(await other.items.here(GENERAL, ANA)) == 2


async def test_what_nobody_may_read_closes_nothing(room: Heard) -> None:
    room.own = WorkspaceSettings(opted_out=("ben",))
    await room.hears(said("9", "Done!", thread="1"))
    room.own = WorkspaceSettings()
    await room.hears(said("10", "Done! [no-summary]", thread="1"))
    assert (await room.one()).open


async def test_where_the_message_that_closed_it_is_deleted_it_is_open_again(room: Heard) -> None:
    await room.hears(said("9", "Done!", thread="1"))
    await room.hearing.hear(Deleted(GENERAL, "9"))
    assert (await room.one()).open


async def test_with_its_message_deleted_it_is_gone(room: Heard) -> None:
    await room.hearing.hear(Deleted(GENERAL, "1"))
    assert await room.kept.list(*PLACE) == []


async def test_an_edit_that_still_says_it_leaves_it_and_one_that_moves_the_day_moves_it(room: Heard) -> None:
    await room.edited(SEND, "I'll send the invoice to Acme by March 4 :)")
    assert (await room.one()).open
    explicit = given([SEND], (task("Send the invoice to Acme", "1", due=date(2031, 3, 4)),))
    other = Heard()
    await other.hears(SEND)
    await other.found(explicit)
    await other.edited(SEND, "I'll send the invoice to Acme by March 6")
    assert (await other.one()).item.due == date(2031, 3, 6)


async def test_after_an_edit_that_says_something_else_it_is_shown_to_nobody_until_it_is_found_again(
    room: Heard,
) -> None:
    await room.edited(SEND, "I'll call Acme by March 4")
    assert not await room.items.mine(*PLACE, BEN)
    assert not await room.items.here(GENERAL, ANA)
    [id] = await room.found(ITEM)
    assert [item.id for item in await room.items.mine(*PLACE, BEN)] == [id]


@pytest.mark.parametrize(
    "text",
    [
        "I'll send the invoice to Acme by March 9",
        "I'll send 3 copies of the invoice to Globex by March 4",
        "I will not send the invoice to Acme by March 4",
    ],
)
async def test_another_day_another_name_or_a_not_is_something_else(room: Heard, text: str) -> None:
    await room.edited(SEND, text)
    assert not await room.items.here(GENERAL, ANA)


async def test_an_edit_without_a_change_of_text_is_none(room: Heard) -> None:
    found = given([SEND], (task("Bill the customer", "1"),))
    await room.found(found)
    await room.edited(SEND, SEND.text)
    assert len(await room.items.here(GENERAL, ANA)) == 2
