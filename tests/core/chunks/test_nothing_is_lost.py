"""Whatever a transcript looks like, its parts joined are the transcript, and each keeps its budget."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import tokens
from core.chunks import Lexical, Part, split
from core.chunks.ties import ties
from core.models import Message
from tests.core.chunks.talk import said, topics
from tests.core.conversations.strategies import messages

BUDGETS = st.integers(1, 300)
LINKS = st.lists(st.tuples(st.integers(0, 30).map(str), st.integers(0, 30).map(str)), max_size=20)
LINES = st.sampled_from(
    ["```", "print(1)", "```\nx = 1\n```", "ok", "the printer is jammed again", "refund the invoice"]
)


@st.composite
def codes(draw: st.DrawFn) -> list[Message]:
    """Transcripts with code blocks that run over several messages, some of them left open."""
    return said(draw(st.lists(LINES, max_size=40)))


def check(transcript: Sequence[Message], budget: int, parts: Sequence[Part]) -> None:
    assert [m for part in parts for m in part.messages] == list(transcript)
    for part in parts:
        assert part.messages
        assert part.tokens == sum(map(tokens.of_message, part.messages))
        assert part.over_budget == (part.tokens > budget)
        assert len(part.messages) == 1 or not part.over_budget


def check_ties(budget: int, parts: Sequence[Part], torn: Sequence[int]) -> None:
    """Only what hangs together and exceeds the budget is cut inside."""
    costs = [tokens.of_message(m) for part in parts for m in part.messages]
    end = 0
    for part in parts[:-1]:
        end += len(part.messages)
        if torn[end - 1]:
            first = next((p for p in range(end - 1, 0, -1) if not torn[p - 1]), 0)
            last = next((p for p in range(end + 1, len(costs)) if not torn[p - 1]), len(costs))
            assert sum(costs[first:last]) > budget


@given(messages(max_size=40), BUDGETS, LINKS, st.integers(0, 100))
def test_parts_joined_give_the_transcript_within_the_budget_and_tear_no_pair_that_fits(
    transcript: list[Message], budget: int, links: list[tuple[str, str]], least: int
) -> None:
    parts = split(transcript, budget, threshold=0.1, links=links, least_tokens=least)
    check(transcript, budget, parts)
    check_ties(budget, parts, ties(transcript, links))


@given(codes(), BUDGETS)
def test_no_code_block_that_fits_is_torn(transcript: list[Message], budget: int) -> None:
    parts = split(transcript, budget, threshold=0.1)
    check(transcript, budget, parts)
    check_ties(budget, parts, ties(transcript))


@pytest.mark.parametrize("at", [None, datetime(2031, 3, 3, tzinfo=UTC)], ids=["no times", "the same time"])
def test_times_play_no_part(at: datetime | None) -> None:
    transcript = topics(3, 30)
    timed = [Message(m.id, m.author, m.text, sent_at=at) for m in transcript]
    assert [p.ids for p in split(timed, 5000)] == [p.ids for p in split(transcript, 5000)]


def test_one_message_is_one_part_and_none_are_none() -> None:
    [only] = said(["hello"])
    assert split([only], 5000) == (Part((only,), tokens.of_message(only)),)
    assert split([], 5000) == ()


def test_a_message_above_the_budget_is_a_part_of_its_own_and_says_so() -> None:
    transcript = said(["short", "long " * 100, "short"])
    parts = split(transcript, 50)
    assert [(p.ids, p.over_budget) for p in parts] == [(("0",), False), (("1",), True), (("2",), False)]


def test_twenty_thousand_messages_are_all_there() -> None:
    transcript = [replace(m, reply_to=str(i - i % 7), thread_id=str(i // 100)) for i, m in enumerate(topics(400, 50))]
    parts = split(transcript, 2000)
    check(transcript, 2000, parts)
    check_ties(2000, parts, ties(transcript))
    assert len(parts) >= 400


def test_words_are_counted_a_constant_number_of_times_a_message() -> None:
    """Linear cost, counted and not timed: cohesion reads each text once, and asks nothing else of it."""
    read: list[str] = []

    class Counting(str):
        def isascii(self) -> bool:  # by which its words are told apart
            read.append(self)
            return super().isascii()

    Lexical().similarities([Counting(m.text) for m in topics(10, 50)])
    assert len(read) == 500
