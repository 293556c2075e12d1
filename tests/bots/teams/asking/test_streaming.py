"""Answers that grow in one-to-one chats, by Teams' rules, which the stand-in enforces."""

import asyncio
from itertools import pairwise
from pathlib import Path

import pytest

from core.answering import Given, Question
from core.asking import first_words
from core.asking.readers import Nobody, Reader
from core.spending.caps import Sums
from core.summary import Statement
from tests.bots.slack.asking.stage import Scripted
from tests.bots.teams.stage import Stage, staged
from tests.standins.claude.pace import Pace
from tests.standins.claude.server import ClaudeServer

STATEMENTS = ("First thing.", "Second thing.", "Third thing.")


class Slow(Scripted):
    """Its statements come one after the other."""

    async def answer(self, question: Question, reader: Reader = Nobody()) -> Given:
        return await super().answer(question, Slowly(reader))


class Slowly(Nobody):
    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    async def said(self, statement: Statement) -> None:
        await self.reader.said(statement)
        await asyncio.sleep(1.3)


def streams(stage: Stage) -> list[list[str]]:
    """The texts of each streamed answer, in order."""
    return [[u["text"] for u in s.updates if u["type"] != "informative"] for s in stage.teams.streams.all.values()]


async def test_statements_are_read_as_they_come_and_the_whole_answer_takes_their_place(tmp_path: Path) -> None:
    async with staged(tmp_path, Slow(*STATEMENTS)) as stage:
        await stage.says("<at>Recap</at> summarize", by=stage.ana)
        await stage.until(lambda: streams(stage) and "Second thing" in "".join(streams(stage)[0]))
        [texts] = streams(stage)
        assert all(later.startswith(earlier) for earlier, later in pairwise(texts))
        assert "First thing" in texts[0]
        assert "Second thing" not in texts[0]
        await stage.sees(stage.ana, "Minutes of.*First thing.*Third thing", stage.chat)
        assert len(stage.read(stage.ana, stage.chat)) == 1
        [stream] = stage.teams.streams.all.values()
        assert stage.last(stage.ana, stage.chat)["id"] == stream.id
        assert stream.over
        assert not [c for c in stage.teams.calls if c.status >= 400]


async def test_what_is_being_read_is_said_before_anything_else(tmp_path: Path) -> None:
    minutes = Scripted()
    minutes.go.clear()
    async with staged(tmp_path, minutes) as stage:
        await stage.says("<at>Recap</at> summarize", by=stage.ana)
        await stage.until(lambda: stage.teams.streaming(stage.ana))
        assert "Reading" in (stage.teams.streaming(stage.ana) or {})["notice"]
        minutes.go.set()
        await stage.sees(stage.ana, "All quiet", stage.chat)


async def test_who_waits_reads_a_preliminary_answer_until_the_whole_one_takes_its_place(tmp_path: Path) -> None:
    minutes = Scripted(*STATEMENTS)
    minutes.early = "Something about a launch."
    minutes.go.clear()
    async with staged(tmp_path, minutes) as stage:
        await stage.says("<at>Recap</at> summarize", by=stage.ana)
        await stage.sees(stage.ana, "Something about a launch.*Preliminary: a model is being asked", stage.chat)
        minutes.go.set()
        await stage.sees(stage.ana, "Minutes of.*First thing.*Third thing", stage.chat)
        [answer] = stage.read(stage.ana, stage.chat)
        assert "Preliminary" not in answer
        assert not [c for c in stage.teams.calls if c.status >= 400]


async def test_stop_ends_it_quietly_and_cancels_what_is_asked(tmp_path: Path) -> None:
    minutes = Slow(*STATEMENTS)
    async with staged(tmp_path, minutes) as stage:
        await stage.says("<at>Recap</at> summarize", by=stage.ana)
        await stage.until(lambda: streams(stage) and streams(stage)[0])
        stage.teams.stops(stage.ana)
        await stage.until(lambda: minutes.stopped)
        await asyncio.sleep(0.3)
        assert len(stage.read(stage.ana, stage.chat)) == 1
        assert "wrong" not in " ".join(stage.read(stage.ana, stage.chat))


async def test_what_a_stopped_answer_used_is_paid_and_nothing_stays_reserved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_words, "PRELIMINARY_SECONDS", 60)  # on a busy machine too it is streamed
    slow = Pace(first_seconds=0, tokens_per_second=40)
    async with ClaudeServer(pace=slow) as claude, staged(tmp_path, model=claude.url) as stage:
        assert stage.stores  # on a busy machine too it is the model that answers
        await stage.stores.settings.change("teams", stage.group, ["deadline_seconds=60"])
        await stage.says(*(f"Decision: part {n} of the launch moves to Monday" for n in range(20)))
        await stage.says("<at>Recap</at> summarize", by=stage.ana)
        await stage.until(lambda: streams(stage) and streams(stage)[0])
        before = await stage.stores.ledger.standing("teams", stage.group, stage.clock())
        assert before.reserved.workspace_day > 0
        stage.teams.stops(stage.ana)
        for _ in range(1000):
            after = await stage.stores.ledger.standing("teams", stage.group, stage.clock())
            if after.reserved == Sums():
                break
            await asyncio.sleep(0.02)
        assert after.reserved == Sums()
        assert after.settled.workspace_day > 0


async def test_where_the_chat_streams_another_answer_this_one_comes_when_it_is_whole(tmp_path: Path) -> None:
    async with staged(tmp_path, Slow(*STATEMENTS)) as stage:
        await stage.says("<at>Recap</at> summarize", by=stage.ana)
        await stage.until(lambda: stage.teams.streaming(stage.ana))
        await stage.says("<at>Recap</at> summarize last 3", by=stage.ana)
        await stage.sees(stage.ana, "Minutes of.*Third thing", stage.chat, times=2)
        assert len(stage.teams.streams.all) == 1


async def test_an_answer_that_takes_longer_than_a_stream_may_last_still_comes(tmp_path: Path) -> None:
    minutes = Scripted("First thing.")
    minutes.go.clear()
    async with staged(tmp_path, minutes) as stage:
        await stage.says("<at>Recap</at> summarize", by=stage.ana)
        await stage.until(lambda: stage.teams.streaming(stage.ana))
        stage.teams.streams.most_seconds = 0.0
        minutes.go.set()
        await stage.sees(stage.ana, "Minutes of.*First thing", stage.chat)
