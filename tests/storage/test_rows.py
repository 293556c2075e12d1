"""A message survives being a row, whatever people write."""

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from core.models import Message, Person, Reaction
from storage.sqlite.rows import from_row, to_row

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


@given(messages)
def test_a_row_gives_back_the_message(message: Message) -> None:
    *row, key = to_row(message, 7)
    assert (from_row(row), key) == (message, 7)


@given(messages)
def test_what_people_wrote_is_in_the_body_only(message: Message) -> None:
    *plain, body, _ = to_row(message, 7)
    assert plain[:4] == [message.id, message.thread_id, message.reply_to, message.author.id]
    assert [type(time) for time in plain[4:] if time is not None] == [int] * (len(plain[4:]) - plain[4:].count(None))
    assert json.loads(body)["text"] == message.text
