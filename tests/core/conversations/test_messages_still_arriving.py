"""A channel that is still being written in: the result is that of reading everything at once."""

from dataclasses import replace
from datetime import datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from core.conversations import Conversations, untangle
from core.models import Message
from tests.core.conversations.chat import chat
from tests.core.conversations.strategies import messages

LOOK_BACK = 3  # messages


@given(messages(), st.data())
def test_any_chunks_give_the_same_conversations(chat: list[Message], data: st.DataObject) -> None:
    at_once, in_chunks = Conversations(), Conversations()
    at_once.add(chat)
    left = chat
    while left:
        size = data.draw(st.integers(1, len(left)))
        in_chunks.add(left[:size])
        left = left[size:]
        in_chunks.conversations()
    assert in_chunks.conversations() == at_once.conversations()


@given(messages(timed="all"), st.randoms())
def test_messages_may_arrive_in_any_order(chat: list[Message], random: Random) -> None:
    chat = sorted(chat, key=_time)
    arriving = Conversations()
    for m in random.sample(chat, len(chat)):
        arriving.add([m])
        arriving.conversations()
    assert arriving.conversations() == untangle(chat)


@given(messages(timed="all"), st.data())
def test_edits_and_deletions_leave_what_was_never_otherwise(chat: list[Message], data: st.DataObject) -> None:
    chat = sorted(chat, key=_time)
    arriving = Conversations()
    arriving.add(chat)
    arriving.conversations()
    if chat:
        gone, edited = data.draw(st.sampled_from(chat)), data.draw(st.sampled_from(chat))
        chat = [replace(m, text="ana: no") if m is edited else m for m in chat if m is not gone]
        arriving.add([m for m in chat if m.text == "ana: no"])
        arriving.delete([gone.id])
    assert arriving.conversations() == untangle(chat)


@given(messages(timed="none"), st.data())
def test_messages_without_times_stand_in_the_order_of_arrival(chat: list[Message], data: st.DataObject) -> None:
    arriving = Conversations()
    cut = data.draw(st.integers(0, len(chat)))
    arriving.add(chat[:cut])
    arriving.conversations()
    arriving.add(chat[cut:])
    assert arriving.conversations() == untangle(chat)


@given(messages(timed="all", max_size=60), st.randoms(), st.data())
def test_beyond_the_look_back_too_the_result_is_that_of_reading_at_once(
    chat: list[Message], random: Random, data: st.DataObject
) -> None:
    chat = sorted(chat, key=_time)
    arriving = Conversations(LOOK_BACK)
    late = random.sample(chat, len(chat) // 10)
    arriving.add(m for m in chat if m not in late)
    arriving.conversations()
    for m in late:
        arriving.add([m])
        arriving.conversations()
    if chat:
        gone = data.draw(st.sampled_from(chat))
        chat.remove(gone)
        arriving.delete([gone.id])
    assert arriving.conversations() == untangle(chat, LOOK_BACK)


def test_a_reply_before_its_parent_is_kept_and_joined_later() -> None:
    question, answer = chat("0 ana: who has the key?\n1 ben: the printer is out of paper")
    answer = replace(answer, reply_to=question.id)
    arriving = Conversations()
    arriving.add([answer])
    assert [c.ids for c in arriving.conversations()] == [(answer.id,)]
    arriving.add([question])
    assert [c.ids for c in arriving.conversations()] == [(question.id, answer.id)]


def test_a_deleted_message_is_gone_and_may_come_back() -> None:
    talk = chat("0 ana: who has the key?\n1 ben: ana: me\n2 ana: ben: thanks")
    arriving = Conversations()
    arriving.add(talk)
    arriving.delete([talk[1].id, "never seen"])
    assert sorted(x for c in arriving.conversations() for x in c.ids) == ["0", "2"]
    arriving.add([talk[1]])
    assert arriving.conversations() == untangle(talk)


def _time(message: Message) -> datetime:
    assert message.sent_at
    return message.sent_at
