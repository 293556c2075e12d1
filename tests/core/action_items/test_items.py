"""Action items are found once, listed for those who may read them, and acted on."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from core.errors import NotFound, RequestError
from core.models import Person
from tests.core.action_items.room import ANA, BEN, CLEO, GENERAL, PLACE, SECRET, Room, at, given, said, task

SEND = said("1", "I'll send the invoice to Acme tomorrow")
OFFLINE = given([SEND], (task("Ben: I'll send the invoice to Acme tomorrow", "1"),), engine="offline")
BY_MODEL = given([SEND], (task("Send Acme the invoice", "1", due=date(2031, 3, 4)),))


@pytest.fixture
def room() -> Room:
    return Room()


async def test_the_same_task_found_by_both_engines_is_one_item_in_the_words_of_the_surer_one(room: Room) -> None:
    first, second = await room.found(OFFLINE, BY_MODEL)
    assert first == second
    [item] = await room.items.here(GENERAL, ANA)
    assert (item.text, item.owner, item.due, item.said_at) == ("Send Acme the invoice", BEN, date(2031, 3, 4), at(1))
    assert item.sendable


async def test_the_same_task_said_again_on_another_day_is_one_item_with_both_sources(room: Room) -> None:
    again = given(
        [said("1500", "I still have to send the invoice to Acme")], (task("Send the invoice to Acme", "1500"),)
    )
    first, second = await room.found(BY_MODEL, again)
    assert first == second
    [item] = await room.items.mine(*PLACE, BEN)
    assert item.sources == ("1", "1500")


async def test_two_tasks_of_one_message_stay_two(room: Room) -> None:
    both = given([SEND], (task("Send the invoice to Acme", "1"), task("Send the invoice to Acme by post", "1")))
    first = await room.found(both)
    assert len(set(first)) == 2
    assert sorted(await room.found(both)) == sorted(first)


async def test_a_digest_in_another_language_finds_the_same_task_where_no_other_rests_on_its_message(room: Room) -> None:
    german = given([SEND], (task("Ben schickt die Rechnung morgen an die Firma", "1"),))
    first, second = await room.found(given([SEND], (task("Send the invoice to Acme", "1"),)), german)
    assert first == second
    [item] = await room.items.here(GENERAL, ANA)
    assert item.text == "Send the invoice to Acme"
    two = (*german.summary.action_items, task("Ben bucht den Raum für die Klausur", "1"))
    assert first not in await room.found(given([SEND], two))


async def test_what_was_done_is_found_again_only_where_it_rests_on_the_same_message(room: Room) -> None:
    [id] = await room.found(BY_MODEL)
    await room.items.done(*PLACE, id, ANA)
    assert await room.found(BY_MODEL) == [id]
    assert not await room.items.here(GENERAL, ANA)
    next_one = given([said("2000", "I'll send the invoice to Acme")], (task("Send the invoice to Acme", "2000"),))
    assert await room.found(next_one) != [id]
    assert len(await room.items.here(GENERAL, ANA)) == 1


async def test_a_name_is_whoever_goes_by_it_in_the_workspace_where_only_one_does(room: Room) -> None:
    await room.messages.hear(SECRET, said("5", "Hello", Person("U7", "Dana Scully")))
    await room.messages.hear(SECRET, said("6", "Hello", Person("U8", "Eli Gold")))
    await room.messages.hear(SECRET, said("7", "Hello", Person("U9", "Eli Stone")))
    named = tuple(task(f"{name} orders {what}", "1", owner=Person("", name)) for name, what in NAMED)
    await room.found(given([SEND], named))
    owners = [item.owner for item in await room.items.here(GENERAL, ANA)]
    assert owners == [Person("U7", "Dana Scully"), Person("", "Eli"), Person("", "Fox")]


NAMED = ("Dana", "boxes"), ("Eli", "tape"), ("Fox", "stamps")


@pytest.mark.parametrize(
    ("engine", "more", "sendable"),
    [
        ("claude-haiku", {}, True),
        ("claude-haiku", {"unconfirmed": True}, False),
        ("offline", {}, False),
        ("offline", {"explicit": True}, True),
        ("claude-haiku, offline", {}, False),
    ],
)
async def test_only_what_people_marked_or_a_model_stated_and_the_check_passed_may_be_sent(
    room: Room, engine: str, more: dict[str, Any], sendable: bool
) -> None:
    await room.found(given([SEND], (task("Send the invoice", "1", **more),), engine=engine))
    [item] = await room.items.here(GENERAL, ANA)
    assert item.sendable is sendable


async def test_lists_hold_only_what_the_reader_may_read_now(room: Room) -> None:
    await room.found(BY_MODEL, given([SEND], (task("Ask legal about the clause", "1"),), channel=SECRET))
    assert len(await room.items.mine(*PLACE, BEN)) == 2
    room.access.shut.add((BEN.id, SECRET.id))
    assert [item.channel for item in await room.items.mine(*PLACE, BEN)] == [GENERAL]
    with pytest.raises(RequestError, match="You cannot read #secret"):
        await room.items.here(SECRET, BEN)


async def test_an_unowned_item_is_the_askers_but_a_digests_is_nobodys(room: Room) -> None:
    unowned = given([SEND], (task("Renew the certificate", "1", owner=None),))
    await room.found(unowned, asker=CLEO)
    assert len(await room.items.mine(*PLACE, CLEO)) == 1
    other = Room()
    await other.found(unowned, asker=CLEO, by_digest=True)
    assert not await other.items.mine(*PLACE, CLEO)
    assert len(await other.items.here(GENERAL, CLEO)) == 1


async def test_whoever_may_read_it_may_close_it_and_nobody_else(room: Room) -> None:
    [id] = await room.found(BY_MODEL)
    room.access.shut.add((CLEO.id, GENERAL.id))
    with pytest.raises(RequestError, match="cannot read"):
        await room.items.done(*PLACE, id, CLEO)
    assert (await room.items.done(*PLACE, id, ANA)).status == "done"
    assert not await room.items.mine(*PLACE, BEN)


async def test_what_its_owner_refused_never_comes_back_to_them(room: Room) -> None:
    [id] = await room.found(BY_MODEL)
    with pytest.raises(RequestError, match="not yours"):
        await room.items.not_mine(*PLACE, id, ANA)
    refused = await room.items.not_mine(*PLACE, id, BEN)
    assert (refused.owner, refused.status) == (None, "refused")
    await room.found(BY_MODEL)
    assert not await room.items.mine(*PLACE, BEN)
    taken = given(
        [SEND, said("9", "I'll send it to Acme", CLEO)], (task("Send Acme the invoice", "1", "9", owner=CLEO),)
    )
    assert await room.found(taken) == [id]
    assert [item.id for item in await room.items.mine(*PLACE, CLEO)] == [id]


async def test_what_was_given_to_somebody_by_hand_stays_theirs(room: Room) -> None:
    [id] = await room.found(BY_MODEL)
    await room.items.reassign(*PLACE, id, ANA, CLEO)
    assert await room.found(BY_MODEL) == [id]
    assert not await room.items.mine(*PLACE, BEN)
    assert [item.owner for item in await room.items.mine(*PLACE, CLEO)] == [CLEO]


async def test_an_item_that_is_gone_says_so(room: Room) -> None:
    with pytest.raises(NotFound, match="not kept any more"):
        await room.items.done(*PLACE, "unknown", ANA)


async def test_nobody_is_reminded_in_the_past(room: Room) -> None:
    [id] = await room.found(BY_MODEL)
    with pytest.raises(RequestError, match="pick a later one"):
        await room.items.remind(*PLACE, id, BEN, room.now)
    tomorrow = room.now + timedelta(days=1)
    assert (await room.items.remind(*PLACE, id, BEN, tomorrow)).remind_at == tomorrow


async def test_overdue_is_what_was_due_before_the_day_and_the_first_due_comes_first(room: Room) -> None:
    tasks = (("Order stamps", 5), ("Order boxes", 3), ("Order tape", 4))
    await room.found(given([SEND], tuple(task(text, "1", due=date(2031, 3, day)) for text, day in tasks)))
    assert [i.text for i in await room.items.overdue(GENERAL, date(2031, 3, 5))] == ["Order boxes", "Order tape"]
    assert [i.text for i in await room.items.here(GENERAL, ANA)] == ["Order boxes", "Order tape", "Order stamps"]


async def test_a_later_message_that_moves_the_day_moves_it(room: Room) -> None:
    await room.found(BY_MODEL)
    moved = replace(BY_MODEL.summary.action_items[0], sources=("1", "30"), due=date(2031, 3, 7))
    await room.found(given([SEND, said("30", "make that Friday")], (moved,)))
    [item] = await room.items.mine(*PLACE, BEN)
    assert item.due == date(2031, 3, 7)
