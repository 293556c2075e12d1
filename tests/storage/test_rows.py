"""A message survives being a row, whatever people write."""

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from core.models import Message, Person, Reaction
from storage.encryption import DIGEST_BYTES, DataKey
from storage.sqlite.rows import author_digest, channel_digest, from_row, message_digest, to_row, to_rows

maybe_text = st.none() | st.text()
times = st.none() | st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))
messages = st.builds(
    Message,
    id=st.text(),
    author=st.builds(Person, st.text(), st.text(), st.booleans()),
    text=st.text(),
    sent_at=times,
    thread_id=maybe_text,
    reply_to=maybe_text,
    reactions=st.lists(st.builds(Reaction, st.text(), st.integers(0))).map(tuple),
    original=maybe_text,
    edited_at=times,
    files=st.lists(st.text()).map(tuple),
    permalink=maybe_text,
)


KEY = DataKey(b"k" * 32)
CHANNEL = channel_digest(KEY, "C1")


@given(messages)
def test_a_row_gives_back_the_message(message: Message) -> None:
    assert from_row(to_row(message, KEY, CHANNEL), KEY, CHANNEL) == message


@given(messages)
def test_outside_the_encrypted_body_stand_digests_and_times_only(message: Message) -> None:
    id, thread, author, *times, body = to_row(message, KEY, CHANNEL)
    assert id == message_digest(KEY, message.id)
    assert author == author_digest(KEY, message.author.id)
    assert thread == (None if message.thread_id is None else message_digest(KEY, message.thread_id))
    assert {type(time) for time in times} <= {int, type(None)}
    assert {len(digest) for digest in (id, author, thread or id)} == {DIGEST_BYTES}
    assert json.loads(KEY.decrypt(body, b"messages.body" + CHANNEL + id))["text"] == message.text


def test_no_nonce_comes_twice_in_a_batch() -> None:
    messages = [Message(str(number), Person("U1", "Ana"), "Hello.") for number in range(300)]
    bodies = [row[-1] for row in to_rows(messages, KEY, CHANNEL)]
    assert len({body[:12] for body in bodies}) == len(messages)
