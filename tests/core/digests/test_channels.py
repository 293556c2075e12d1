"""What stands beside a channel's summary, and what one channel does to the others: nothing."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from core.action_items.item import Item
from core.answering import Given, Question
from core.decisions.recorded import Recorded
from core.digests.composing import Composer
from core.digests.post import DigestPost
from core.digests.rounds import prepared
from core.digests.run import Standing
from core.digests.sources import Sources
from core.models import Channel, Window
from core.ports import Priority
from core.summary import Decision
from core.taken_back import digest_without
from tests.core.digests.stage import ANA, DIGEST, GENERAL, LAUNCH, SAID, Stage, day

OVERDUE = Item("i1", GENERAL, "Call the oven people", ("old",), day(1), owner=ANA, due=date(2026, 3, 2))
EARLIER = Recorded("r1", LAUNCH, "Rye on Thursday", ("e1",), day(1))
LATER = Recorded("r2", GENERAL, "Rye on Friday", ("l1",), day(2), reverses="r1")


class Found:
    """Action items and decisions as others keep them."""

    def __init__(self) -> None:
        self.items: list[tuple[Question, bool]] = []
        self.asked: list[date] = []

    async def found(self, question: Question, given: Given, by_digest: bool = False) -> Sequence[Item]:
        self.items.append((question, by_digest))
        return ()

    async def overdue(self, channel: Channel, on: date) -> Sequence[Item]:
        self.asked.append(on)
        return [OVERDUE] if channel == GENERAL else []


class Decided:
    def __init__(self) -> None:
        self.found_in: list[Question] = []
        self.stored: list[Recorded] = []

    async def found(self, question: Question, given: Given) -> Sequence[Recorded]:
        self.found_in.append(question)
        return ()

    async def within(self, channel: Channel, window: Window) -> Sequence[Recorded]:
        return [one for one in self.stored if one.channel == channel and one.at in window]

    async def reversals(self, channel: Channel, window: Window) -> Sequence[tuple[Recorded, Recorded]]:
        return [(EARLIER, LATER)] if channel == GENERAL else []


class Scene(Stage):
    def __init__(self) -> None:
        super().__init__()
        self.found, self.decided = Found(), Decided()
        sources = Sources(self.minutes, self.messages, self.settings, self.found, self.decided, self.kept)
        self.composer = Composer(sources, self.budget, self.clock)

    async def composed(self, kind: str = "daily") -> DigestPost:
        digest = replace(DIGEST, id="d1", kind=kind)  # type: ignore[arg-type]
        may_read = self.audience.may_read

        async def everybody(channel: Channel) -> bool:
            return await may_read("U1", channel)

        run = prepared(digest, Standing(), day(3))
        return (await self.composer.compose(run, everybody)).post


@pytest.fixture
async def scene() -> Scene:
    it = Scene()
    await it.says(GENERAL, *SAID, at=day(2, 14))
    return it


async def test_overdue_items_are_told_with_what_was_said_and_new_ones_are_kept(scene: Scene) -> None:
    post = await scene.composed()
    assert post.sections[0].overdue == (OVERDUE,)
    assert scene.found.asked == [date(2026, 3, 3)] * 2
    assert [(q.channel, by_digest) for q, by_digest in scene.found.items] == [(GENERAL, True)]
    assert [q.channel for q in scene.decided.found_in] == [GENERAL]


async def test_models_are_asked_for_a_digest_behind_what_people_wait_for(scene: Scene) -> None:
    await scene.composed()
    assert [q.priority for q in scene.minutes.asked] == [Priority.DIGEST]


async def test_a_weekly_digest_tells_what_was_decided_what_was_reversed_and_what_is_overdue(scene: Scene) -> None:
    [section] = (await scene.composed("weekly")).sections
    assert section.whole.decisions
    assert tuple(section.whole.statements()) == section.whole.decisions
    assert (section.reversed, section.overdue) == (((EARLIER, LATER),), (OVERDUE,))


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, 0),
        ({"at": time(9)}, 1),  # its last post was before anybody wrote
        ({"paused": True}, 1),
        ({"channels": (LAUNCH,)}, 1),
        ({"destination": LAUNCH}, 1),  # others may read there
        ({"since": day(2, 13)}, 1),
    ],
)
async def test_a_weekly_digest_tells_what_daily_ones_found_and_asks_only_about_the_rest(
    scene: Scene, changes: dict[str, Any], asked: int
) -> None:
    await scene.kept.put(replace(DIGEST, **{"id": "d2", "at": time(20), **changes}), None)
    scene.decided.stored = [replace(LATER, decided_at=day(2, 14), explicit=True)]
    [section] = (await scene.composed("weekly")).sections
    assert section.whole.decisions[0] == Decision("Rye on Friday", ("l1",), explicit=True)
    assert (len(section.whole.decisions) > 1) == bool(asked)
    assert len(scene.minutes.asked) == asked


async def test_a_channel_that_takes_too_long_is_named_and_the_others_go_out(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.digests.channel.CHANNEL_SECONDS", 0.05)
    about = scene.minutes.about

    async def slow(question: Question, read: object) -> Given:
        if question.channel == LAUNCH:
            await asyncio.Event().wait()
        return await about(question, read)  # type: ignore[arg-type]

    monkeypatch.setattr(scene.minutes, "about", slow)
    await scene.says(LAUNCH, *SAID, at=day(2, 14))
    post = await scene.composed()
    assert [s.channel for s in post.sections] == [GENERAL]
    assert [(f.channel, f.reason) for f in post.failed] == [(LAUNCH, "reading it took too long")]


async def test_a_defect_in_one_channel_is_one_channels(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(channel: Channel, on: date) -> Sequence[Item]:
        raise ValueError("what people wrote")

    monkeypatch.setattr(scene.found, "overdue", broken)
    post = await scene.composed()
    assert {f.channel for f in post.failed} == {GENERAL, LAUNCH}
    assert "what people wrote" not in repr(post.failed)


async def test_a_deleted_message_takes_what_rested_on_it_out_of_the_digest_and_its_headline(scene: Scene) -> None:
    post = await scene.composed("weekly")
    [section] = post.sections
    gone = {id for decision in section.whole.decisions for id in decision.sources}
    left = digest_without(post, GENERAL, gone)
    assert left.sections[0].whole.decisions == left.sections[0].short.decisions == ()
    assert left.sections[0].overdue
    assert "decision" not in left.headline
    assert digest_without(post, LAUNCH, ["e1"]).sections[0].reversed == ()
    empty = digest_without(digest_without(left, GENERAL, ["old"]), LAUNCH, ["e1"])
    assert empty.sections == ()
    assert not empty.all_quiet
    assert [f.channel for f in empty.failed] == [GENERAL]
