"""What every store of questions promises, run over each of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.ports import KeptQuestion, Questions
from storage.memory import MemoryQuestions
from storage.sqlite import session
from storage.sqlite.questions import SqliteQuestions
from tests.storage.planted import NOON

ASKED = KeptQuestion("q1", "discord", "acme", "7", '["what", "péter"]', NOON, waiting=True)


@asynccontextmanager
async def _memory(folder: Path) -> AsyncIterator[Questions]:
    yield MemoryQuestions()


@asynccontextmanager
async def _sqlite(folder: Path) -> AsyncIterator[Questions]:
    async with session.opened(folder / "recap.sqlite3") as opened:
        yield SqliteQuestions(opened)


@pytest.fixture(params=[_memory, _sqlite], ids=["memory", "sqlite"])
async def questions(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Questions]:
    async with request.param(tmp_path) as opened:
        yield opened


async def test_a_question_comes_back_as_it_was_to_its_workspace_only(questions: Questions) -> None:
    await questions.put(ASKED)
    assert await questions.get("discord", "acme", "q1") == ASKED
    assert await questions.get("discord", "globex", "q1") is None
    assert await questions.get("discord", "acme", "q2") is None


async def test_the_latest_word_about_a_question_counts(questions: Questions) -> None:
    answered = replace(ASKED, body="[]", waiting=False, at=NOON + timedelta(minutes=1))
    await questions.put(ASKED)
    await questions.put(answered)
    assert await questions.get("discord", "acme", "q1") == answered


async def test_those_that_nobody_answered_are_named_the_oldest_first(questions: Questions) -> None:
    later = replace(ASKED, id="q2", workspace="globex", at=NOON + timedelta(minutes=1))
    for kept in (later, ASKED, replace(ASKED, id="q3", waiting=False), replace(ASKED, id="q4", platform="teams")):
        await questions.put(kept)
    assert await questions.waiting("discord") == [ASKED, later]
