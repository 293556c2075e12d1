"""A channel that is still being written in: the result is that of reading everything at once."""

from dataclasses import replace
from datetime import datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from core.conversations import Conversations, untangle
from core.models import Message
from tests.core.conversations.strategies import messages


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


def _time(message: Message) -> datetime:
    assert message.sent_at
    return message.sent_at
