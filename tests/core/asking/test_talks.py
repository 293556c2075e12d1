"""A model's points of a busy channel stand under its conversations, as the offline engine's do."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.asking import parts
from core.asking.kept import PartAnswer, from_json, to_json
from core.asking.talks import Talks
from core.models import Message, Person, Transcript
from core.ports import Cache
from core.summary import Point, Summary
from storage.memory import MemoryCache
from tests.core.asking.scripted import GENERAL, Notes, ScriptedModel, always, answer, asked, stated, summarizer

NINE = datetime(2031, 3, 3, 9, tzinfo=UTC)
ANA, BEN, CLEO, DAN = (Person(f"P{n}", name) for n, name in enumerate(("Anna", "Bengt", "Cleo", "Dario")))


def said(minute: int, author: Person, text: str, root: int | None = None) -> Message:
    return Message(f"m{minute}", author, text, NINE + timedelta(minutes=minute), f"m{root}" if root else None)


BUSY = Transcript(
    "C1",
    (
        said(1, ANA, "The invoice export fails for customers in Norway.", 1),
        said(2, CLEO, "Which lunch menu do we order for the summer party?", 2),
        said(3, BEN, "The invoice export has no column for the tax number.", 1),
        said(4, DAN, "The lunch menu with the soup was liked by everybody.", 2),
        said(5, ANA, "I add the column to the invoice export today.", 1),
        said(6, CLEO, "Then the lunch menu with the soup it is, for 30 people.", 2),
    ),
    GENERAL,
)
EXPORT, SOUP = (
    "The invoice export fails for customers in Norway.",
    "The lunch menu with the soup was liked by everybody.",
)
COLUMN = "The invoice export has no column for the tax number."
POINTS = stated(SOUP, 4), stated(EXPORT, 1), stated(COLUMN, 3)
THREAD = replace(BUSY, messages=tuple(replace(m, thread_id="m1") for m in BUSY.messages))


async def told(transcript: Transcript, model: ScriptedModel, cache: Cache | None = None) -> Summary:
    return (await summarizer(model, cache=cache).summarize(asked(transcript))).summary


async def test_points_stand_together_under_the_name_of_their_conversation() -> None:
    summary = await told(BUSY, ScriptedModel(always(*answer(*POINTS))))
    assert [(p.topic, p.text) for p in summary.points] == [
        ("lunch menu", SOUP),
        ("invoice export", EXPORT),
        ("invoice export", COLUMN),
    ]
    assert [(d.topic, d.messages) for d in summary.conversations] == [
        ("lunch menu", ("m2", "m4", "m6")),
        ("invoice export", ("m1", "m3", "m5")),
    ]


async def test_a_thread_and_a_meeting_are_one_conversation_and_stay_as_they_are() -> None:
    meeting = replace(BUSY, messages=tuple(replace(m, sent_at=None, thread_id=None) for m in BUSY.messages))
    for transcript in (THREAD, meeting):
        summary = await told(transcript, ScriptedModel(always(*answer(*POINTS))))
        assert [(p.topic, p.text) for p in summary.points] == [(None, SOUP), (None, EXPORT), (None, COLUMN)]
        assert summary.conversations == ()


async def test_a_kept_answer_is_told_the_same_way() -> None:
    model, cache = ScriptedModel(always(*answer(*POINTS))), MemoryCache(lambda: datetime.now(UTC))
    first = await told(BUSY, model, cache=cache)
    again = await told(BUSY, model, cache=cache)
    assert len(model.asked) == 1
    assert (again.points, again.conversations) == (first.points, first.conversations)


async def test_the_first_words_come_before_anything_is_untangled_and_what_names_it_before_the_last() -> None:
    notes, order = Notes(), dict[str, list[str]]()

    async def compute(function: object, *arguments: object) -> object:
        order[getattr(function, "__name__", "")] = list(notes.texts)
        return function(*arguments)  # type: ignore[operator]

    slowly = always(*(step for piece in answer(*POINTS) for step in (0.001, piece)))
    await summarizer(ScriptedModel(slowly), compute=compute).summarize(asked(BUSY), notes)
    assert order["_talks"] == order["_labels"] == [SOUP]
    assert len(order["_told"]) == len(POINTS)


async def told_again(summary: Summary, transcript: Transcript, *parts: Sequence[Message]) -> Summary:
    talks = Talks(transcript, asyncio.to_thread)
    found = [talk for part in parts for talk in await talks.of(part)]
    assert len(found) == 2
    return await talks.told(summary, found)


async def test_a_thread_cut_in_two_parts_is_one_conversation() -> None:
    summary = Summary("s", "", (), (Point(SOUP, ("m4",)), Point(EXPORT, ("m1",))), (), (), (), BUSY.coverage, "m")
    assert await told_again(summary, THREAD, THREAD.messages[:3], THREAD.messages[3:]) == summary


async def test_a_heading_never_repeats_what_stands_beside_a_secret() -> None:
    leaky = said(7, CLEO, "lunch menu password: hunter2!X9z", 2)
    transcript = replace(BUSY, messages=(*BUSY.messages, leaky))
    points = (Point(SOUP, ("m4",)), Point(EXPORT, ("m1",)), Point(COLUMN, ("m3",)))
    summary = Summary("s", "", (), points, (), (), (), BUSY.coverage, "m")
    told = await told_again(summary, transcript, transcript.messages)
    assert "lunch menu" not in {p.topic for p in told.points}


def test_what_was_kept_without_conversations_can_still_be_read() -> None:
    known = PartAnswer(talks=(("m1", "m2"),), models=("haiku",))
    assert from_json(to_json(known)) == known
    assert from_json('[0, 0, 0, false, 0.0, ["haiku"], []]') == replace(known, talks=())


async def test_more_than_can_be_untangled_while_the_model_writes_stays_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parts, "UNTANGLED_MAX", len(BUSY.messages) - 1)
    summary = await told(BUSY, ScriptedModel(always(*answer(*POINTS))))
    assert {p.topic for p in summary.points} == {None}
