"""What a line tells of the message that it answers, and when the time is told."""

import json
from datetime import UTC, datetime, timedelta

from core.asking.lines import Numbered
from core.models import Message, Person, Transcript
from core.redaction.outgoing import Line, Outgoing
from core.redaction.pseudonyms import Pseudonyms

ANA = Person("U1", "Ana")
NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
SAID = tuple(
    Message(id, ANA, id, NOON + timedelta(minutes=minute), reply_to=answered)
    for minute, (id, answered) in enumerate([("a", None), ("b", "a"), ("c", "a"), ("d", "b"), ("e", "z")])
)


def shown(said: tuple[Message, ...], *ids: str) -> list[object]:
    transcript = Transcript("C1", said)
    hidden = tuple(Line(m.id, "<PERSON_1>", m.text) for m in said)
    text = Numbered(transcript, Outgoing(hidden, Pseudonyms(), transcript.coverage)).text(ids)
    return list(json.loads(text))


def lines(*ids: str) -> list[object]:
    return [line for line in shown(SAID, *ids) if isinstance(line, list)]


def test_a_line_names_the_earlier_one_that_it_answers_unless_that_is_the_line_before() -> None:
    assert lines("a", "b", "c", "d") == [[1, 1, "a"], [2, 1, "b"], [3, 1, "c", 1], [4, 1, "d", 2]]


def test_no_line_names_one_that_is_not_shown_with_it() -> None:
    assert lines("c", "d", "e") == [[3, 1, "c"], [4, 1, "d"], [5, 1, "e"]]


def test_the_time_is_told_at_first_after_a_long_silence_and_on_another_day() -> None:
    minutes = 0, 50, 111, 12 * 60 + 5
    said = tuple(Message(str(n), ANA, str(n), NOON + timedelta(minutes=at)) for n, at in enumerate(minutes))
    times = [line for line in shown(said, "0", "1", "2", "3") if isinstance(line, str)]
    assert times == ["Mon 2024-05-06 12:00", "Mon 2024-05-06 13:51", "Tue 2024-05-07 00:05"]
