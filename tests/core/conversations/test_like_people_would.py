"""What comes out is near to what a person would say, also where nobody puts a name in front."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import as_file, files
from itertools import combinations

import pytest

from adapters.exports.detect import open_export
from core.conversations import Conversation, untangle
from core.models import Message
from tests.core.conversations.chat import chat
from tests.core.conversations.interleaved import TEAMS


def told_apart(text: str) -> tuple[list[Message], dict[str, str]]:
    """Messages, and the conversation of each."""
    lines = [line.strip().split(" ", 2) for line in text.strip().splitlines()]
    messages = chat("\n".join(f"{minute} {said}" for minute, _, said in lines))
    return messages, {m.id: about for m, (_, about, _) in zip(messages, lines, strict=True)}


def pairs(conversations: Sequence[Sequence[str]]) -> set[tuple[str, str]]:
    return {pair for ids in conversations for pair in combinations(sorted(ids, key=int), 2)}


def test_messages_of_a_team_are_put_together_as_people_would() -> None:
    """Of all pairs of messages in one conversation, in the answer and in truth: no worse than was measured."""
    found = right = wanted = 0
    for text in TEAMS.values():
        messages, about = told_apart(text)
        true = pairs([[id for id, x in about.items() if x == topic] for topic in set(about.values())])
        mine = pairs([c.ids for c in untangle(messages)])
        found, right, wanted = found + len(mine), right + len(mine & true), wanted + len(true)
    assert right / found >= 0.85
    assert right / wanted >= 0.6


def test_threads_of_the_platform_stay_as_they_are_between_the_rest() -> None:
    messages, about = told_apart(TEAMS["export, lunch and certificate"])
    lunch = {id for id, topic in about.items() if topic == "lunch"}
    threaded = [replace(m, thread_id="1") if m.id in lunch else m for m in messages]
    assert lunch in [set(c.ids) for c in untangle(threaded)]


@pytest.fixture(scope="module")
def busy_day() -> tuple[Conversation, ...]:
    """Wednesday in #engineering of the sample workspace: an incident in a thread, and a dozen things beside it."""
    with as_file(files("adapters.exports") / "sample") as folder:
        messages = [m for channel, m in open_export(folder).messages() if channel.name == "engineering"]
    day = datetime(2026, 3, 4, tzinfo=UTC).date()
    return untangle([m for m in messages if m.sent_at and m.sent_at.date() == day])


def test_the_incident_of_the_sample_is_its_own_conversation(busy_day: tuple[Conversation, ...]) -> None:
    (incident,) = (c for c in busy_day if c.messages[0].text.startswith("INCIDENT"))
    thread = [m for c in busy_day for m in c.messages if m.thread_id == incident.messages[0].id]
    assert len(thread) == 40
    assert list(incident.messages) == thread


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("does the gateway restart disturb you", "no, i only read the database"),
        ("What would the text say?", "please! One sentence"),
        ("Could that be the settings table?", "is right, default was utf-8"),
        ("Could that be the settings table?", "would you like to do your first production change"),
        ("Oh no, is that me?", "Moved to a draft, sorry!"),
        ("Restore test of the backup", "disk full?"),
        ("disk full?", "invalid byte sequence"),
    ],
)
def test_who_answers_whom_in_the_sample(busy_day: tuple[Conversation, ...], one: str, other: str) -> None:
    (together,) = (c for c in busy_day if any(one in m.text for m in c.messages))
    assert any(other in m.text for m in together.messages)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Apple rejected build 311", "Short restart of the gateway"),
        ("Could that be the settings table?", "Oh no, is that me?"),
        ("Restore test of the backup", "Standup reminder"),
    ],
)
def test_who_does_not_in_the_sample(busy_day: tuple[Conversation, ...], one: str, other: str) -> None:
    (apart,) = (c for c in busy_day if any(one in m.text for m in c.messages))
    assert not any(other in m.text for m in apart.messages)
