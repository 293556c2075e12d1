"""Decisions are kept once, found by words, and shown only to those who may read where they were made."""

from dataclasses import replace

import pytest

from core.answering.question import Given, Question
from core.decisions.decisions import Decisions
from core.decisions.heard import TakingBack
from core.decisions.recorded import Recorded
from core.decisions.unreached import NO_DECISION
from core.errors import RequestError
from core.hearing import Arrived, Deleted, Edited, Hearing
from core.models import Channel
from core.ports.messages import Window
from core.summary import Decision, Discussed, Statement
from storage.memory import MemoryComplete, MemoryMessages, MemoryRecords
from tests.core.action_items.room import ANA, GENERAL, PLACE, SECRET, Readers, at, given, said


class Room:
    def __init__(self) -> None:
        self.access = Readers()
        self.kept: MemoryRecords[Recorded] = MemoryRecords()
        self.decisions = Decisions(self.kept, self.access)

    async def found(self, *texts: str, first: int = 1, channel: Channel = GENERAL) -> list[str]:
        """Decisions said in messages of these minutes, one after the other."""
        ids: list[str] = []
        for minute, text in enumerate(texts, first):
            one = given([said(str(minute), text)], decisions=(Decision(text, (str(minute),)),), channel=channel)
            ids += [d.id for d in await self.of(one)]
        return ids

    async def of(self, one: Given) -> list[Recorded]:
        return list(await self.decisions.found(Question(ANA, one.transcript.channel or GENERAL), one))

    async def texts(self, words: str = "", channel: Channel | None = None) -> list[str]:
        return [d.text for d in await self.decisions.search(*PLACE, ANA, words, channel)]


@pytest.fixture
def room() -> Room:
    return Room()


POSTGRES, FRIDAY, CREPES = "We go with Postgres for the store", "We release on Friday", "Crêpes at Café Süd on Mondays"


async def test_a_decision_found_again_is_kept_once(room: Room) -> None:
    [first] = await room.found(POSTGRES)
    message = said("1", POSTGRES)
    [again] = await room.of(given([message], decisions=(Decision("Postgres for the store", ("1",)),)))
    assert again.id == first
    assert await room.texts() == [POSTGRES]


async def test_what_was_decided_and_its_opposite_are_two(room: Room) -> None:
    first, second = await room.found("We use tabs in the repo", "We do not use tabs in the repo")
    assert first != second


async def test_search_knows_every_form_of_a_word_with_or_without_accents_and_gives_the_newest_first(room: Room) -> None:
    await room.found(POSTGRES, FRIDAY, CREPES)
    assert await room.texts() == [CREPES, FRIDAY, POSTGRES]
    assert await room.texts("releases") == [FRIDAY]
    assert await room.texts("crepes cafe sud") == [CREPES]
    assert await room.texts("postgres friday") == []


async def test_only_what_the_reader_may_read_is_found(room: Room) -> None:
    await room.found(POSTGRES)
    await room.found(FRIDAY, channel=SECRET)
    assert await room.texts(channel=SECRET) == [FRIDAY]
    room.access.shut.add((ANA.id, SECRET.id))
    assert await room.texts() == [POSTGRES]
    with pytest.raises(RequestError, match="You cannot read #secret"):
        await room.texts(channel=SECRET)


async def test_its_scope_is_the_topic_of_its_conversation_else_the_channel(room: Room) -> None:
    found = given(
        [said("1", POSTGRES), said("2", FRIDAY)], decisions=(Decision(POSTGRES, ("1",)), Decision(FRIDAY, ("2",)))
    )
    summary = replace(found.summary, conversations=(Discussed("Store", ("1",)),))
    assert [d.scope for d in await room.of(replace(found, summary=summary))] == ["Store", "general"]


MYSQL = "We decided to use MySQL for the store instead"


async def test_a_later_decision_that_changes_an_earlier_one_is_linked_as_its_reversal(room: Room) -> None:
    postgres, _, mysql = await room.found(POSTGRES, FRIDAY, MYSQL)
    newest, _, oldest = await room.decisions.search(*PLACE, ANA)
    assert (newest.id, newest.reverses, newest.reversed_by) == (mysql, postgres, None)
    assert (oldest.id, oldest.reverses, oldest.reversed_by) == (postgres, None, mysql)
    window = Window(at(0), at(60))
    assert await room.decisions.reversals(GENERAL, window) == [(oldest, newest)]
    assert await room.decisions.reversals(GENERAL, Window(at(4))) == []


async def test_a_reversal_in_another_channel_is_linked_for_those_who_may_read_both(room: Room) -> None:
    [postgres] = await room.found(POSTGRES)
    [mysql] = await room.found(MYSQL, first=5, channel=SECRET)
    [found] = await room.decisions.search(*PLACE, ANA, "postgres")
    assert found.reversed_by == mysql
    room.access.shut.add((ANA.id, SECRET.id))
    [found] = await room.decisions.search(*PLACE, ANA)
    assert (found.id, found.reversed_by) == (postgres, None)


async def test_a_decision_goes_with_its_message_and_what_it_reversed_stands_again(room: Room) -> None:
    postgres, mysql = await room.found(POSTGRES, MYSQL)
    store = MemoryMessages()
    hearing = Hearing(store, MemoryComplete(store), [TakingBack(room.kept, store)])
    for event in (Arrived(GENERAL, said("1", POSTGRES)), Arrived(GENERAL, said("2", MYSQL)), Deleted(GENERAL, "2")):
        await hearing.hear(event)
    [left] = await room.decisions.search(*PLACE, ANA)
    assert (left.id, left.reversed_by) == (postgres, None)
    assert await room.kept.get(*PLACE, mysql) is None


async def test_after_an_edit_a_decision_stays_where_its_message_still_says_it(room: Room) -> None:
    await room.found(POSTGRES)
    store = MemoryMessages()
    hearing = Hearing(store, MemoryComplete(store), [TakingBack(room.kept, store)])
    await hearing.hear(Arrived(GENERAL, said("1", POSTGRES)))
    await hearing.hear(Edited(GENERAL, said("1", f"{POSTGRES}!")))
    assert await room.texts() == [POSTGRES]
    await hearing.hear(Edited(GENERAL, said("1", "We go with MySQL for the store")))
    assert await room.texts() == []


CALL = "We need to decide on the venue for the offsite."


async def called(room: Room, minute: str = "1", channel: Channel = GENERAL) -> None:
    message = said(minute, CALL)
    one = given([message], channel=channel)
    asked = replace(one.summary, open_questions=(Statement(NO_DECISION + CALL, (minute,)),))
    assert await room.of(replace(one, summary=asked)) == []


async def test_where_none_was_reached_it_is_found_by_words_or_channel_and_not_among_all_decisions(room: Room) -> None:
    await called(room)
    await called(room)
    await room.found(POSTGRES, first=2)
    assert await room.texts() == [POSTGRES]
    assert await room.texts("venue") == [CALL]
    found = await room.decisions.search(*PLACE, ANA, channel=GENERAL)
    assert [(d.text, d.reached) for d in found] == [(POSTGRES, True), (CALL, False)]
    room.access.shut.add((ANA.id, GENERAL.id))
    assert await room.texts("venue") == []


async def test_a_later_decision_about_it_answers_a_call_and_is_not_taken_for_it(room: Room) -> None:
    await called(room)
    await room.found("The venue of the offsite is Leipzig", first=2)
    await called(room)
    assert await room.texts("venue") == ["The venue of the offsite is Leipzig"]
    await called(room, "9")
    assert await room.texts("venue") == [CALL, "The venue of the offsite is Leipzig"]
