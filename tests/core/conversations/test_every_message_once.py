"""Whatever a chat looks like: its messages come out once each, and the links make the conversations."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.conversations import untangle
from core.models import Message
from tests.bench.threads import conversation
from tests.core.conversations.chat import chat
from tests.core.conversations.strategies import messages

ROUND = """
    0 ana: who takes the minutes?
    1 ben: not me
    2 caro: me neither
    3 dan: then I do
"""


@given(messages())
def test_every_message_is_in_exactly_one_conversation_and_has_one_link(chat: list[Message]) -> None:
    conversations = untangle(chat)
    assert sorted(x for c in conversations for x in c.ids) == sorted(m.id for m in chat)
    for c in conversations:
        assert [link.message for link in c.links] == list(c.ids)


@given(messages())
def test_conversations_are_the_messages_joined_by_the_links(chat: list[Message]) -> None:
    conversations = untangle(chat)
    assert {frozenset(c.ids) for c in conversations} == _joined([x for c in conversations for x in c.links])


@given(messages())
def test_the_order_of_the_transcript_is_kept(chat: list[Message]) -> None:
    for c in untangle(chat):
        assert list(c.ids) == sorted(c.ids, key=int)


@given(messages())
def test_what_the_platform_says_is_kept(chat: list[Message]) -> None:
    parents = dict(x for c in untangle(chat) for x in c.links)
    for m in chat:
        if m.reply_to in parents:
            assert parents[m.id] == m.reply_to
        elif m.thread_id in parents:
            assert parents[m.id] == m.thread_id


@given(messages())
def test_a_thread_stays_together_when_its_root_was_deleted(chat: list[Message]) -> None:
    inside = {m.id for m in chat if m.thread_id == "gone" and m.reply_to is None}
    assert sum(bool(inside & set(c.ids)) for c in untangle(chat)) <= 1


@pytest.mark.parametrize("parent", ["previous", "next", "itself", "in a ring", "left open"])
def test_nothing_is_lost_of_20000_messages(parent: str) -> None:
    chat = [_answering(m, parent) for m in conversation(20_000)]
    conversations = untangle(chat)
    assert sorted(int(x) for c in conversations for x in c.ids) == list(range(20_000))
    if parent in ("previous", "next", "in a ring"):
        assert len(conversations) == 1


@given(messages(max_size=1))
def test_one_message_is_one_conversation(chat: list[Message]) -> None:
    assert [c.ids for c in untangle(chat)] == [(m.id,) for m in chat]


@given(messages(timed="all"), st.sampled_from(["none", "same"]))
def test_without_times_or_all_at_the_same_time_nothing_is_lost_either(chat: list[Message], timed: str) -> None:
    at = chat[0].sent_at if chat and timed == "same" else None
    chat = [replace(m, sent_at=at) for m in chat]
    assert sorted(x for c in untangle(chat) for x in c.ids) == sorted(m.id for m in chat)


def test_replies_in_a_ring_are_one_conversation() -> None:
    ring = [_replying(m, to) for m, to in zip(chat(ROUND), "1203", strict=True)]
    assert [c.ids for c in untangle(ring)] == [("0", "1", "2"), ("3",)]


def test_answers_of_a_deleted_message_stay_together() -> None:
    orphans = [_replying(m, to) for m, to in zip(chat(ROUND), ("gone", "lost", "gone", "lost"), strict=True)]
    assert [c.ids for c in untangle(orphans)] == [("0", "2"), ("1", "3")]


def test_two_platform_threads_are_never_joined_by_inference() -> None:
    talk = chat("""
        0 ana: the printer on the second floor is jammed
        1 ben: the printer on the second floor is jammed
        1 caro: ana: same here
        2 dan: ben: same here
    """)
    threads = [_in_thread(m, root) for m, root in zip(talk, "0101", strict=True)]
    assert [c.ids for c in untangle(threads)] == [("0", "2"), ("1", "3")]


def _answering(message: Message, parent: str) -> Message:
    place = int(message.id)
    to = {"previous": place - 1, "next": place + 1, "itself": place, "in a ring": (place + 1) % 20_000}.get(parent)
    return replace(message, reply_to=None if to is None else str(to))


def _replying(message: Message, to: str) -> Message:
    return replace(message, reply_to=to)


def _in_thread(message: Message, root: str) -> Message:
    return Message(message.id, message.author, message.text, message.sent_at, thread_id=root)


def _joined(links: Sequence[tuple[str, str]]) -> set[frozenset[str]]:
    """Connected messages, found the slow and obvious way."""
    groups = [{x} for x, _ in links]
    for a, b in links:
        touched = [g for g in groups if a in g or b in g]
        groups = [g for g in groups if g not in touched] + [set().union(*touched)]
    return {frozenset(g) for g in groups}
