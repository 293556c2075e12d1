"""What people and admins keep from being read is not read, and is counted with its reason."""

from dataclasses import replace

import pytest

from core.consent import Consent
from core.models import Channel, LeftOut, Message, Person
from core.reading import assemble

CHANNEL = Channel("slack", "acme", "C1", "hr-salaries")
ANA, BEN = Person("U1", "Ana"), Person("U2", "Ben")


def message(id: str, text: str = "The build is red.", author: Person = ANA) -> Message:
    return Message(id, author, text)


def left_out(
    consent: Consent, *messages: Message, channel: Channel | None = CHANNEL
) -> tuple[list[str], list[LeftOut]]:
    transcript = assemble("a", messages, channel, consent)
    assert transcript.coverage.messages == len(messages)
    return [m.id for m in transcript.messages], list(transcript.left_out)


@pytest.mark.parametrize("name", ["U1", "Ana", "ana", "@Ana"])
def test_an_author_who_opted_out_is_never_read(name: str) -> None:
    read = left_out(Consent(opted_out=(name,)), message("1"), message("2", author=BEN), message("3"))
    assert read == (["2"], [LeftOut("author opted out", 2)])


def test_a_name_that_only_begins_the_same_is_somebody_else() -> None:
    assert left_out(Consent(opted_out=("An", "U")), message("1")) == (["1"], [])


@pytest.mark.parametrize("text", ["no-summary", "Between us [no-summary]: I am leaving.", "#No-Summary please"])
def test_a_marked_message_is_not_read(text: str) -> None:
    read = left_out(Consent(), message("1", text), message("2"))
    assert read == (["2"], [LeftOut("marked no-summary", 1)])


@pytest.mark.parametrize("text", ["There is no summary yet.", "no-summary-today", "a casino-summary"])
def test_words_that_look_like_the_marker_are_read(text: str) -> None:
    assert left_out(Consent(), message("1", text)) == (["1"], [])


def test_a_marker_in_the_topic_covers_the_channel() -> None:
    marked = replace(CHANNEL, topic="Salaries. no-summary")
    assert left_out(Consent(), message("1"), message("2"), channel=marked) == (
        [],
        [LeftOut("channel is marked no-summary", 2)],
    )
    assert left_out(Consent(), message("1"), channel=replace(CHANNEL, topic="Salaries")) == (["1"], [])


@pytest.mark.parametrize("pattern", ["hr-*", "#HR-salaries", "C1", "*salar*", "c?"])
def test_a_blocked_channel_is_not_read(pattern: str) -> None:
    assert left_out(Consent(blocked_channels=(pattern,)), message("1")) == ([], [LeftOut("channel is blocked", 1)])


def test_a_pattern_covers_whole_names_only() -> None:
    consent = Consent(blocked_channels=("hr", "salaries", "C"))
    assert left_out(consent, message("1")) == (["1"], [])
    assert left_out(Consent(blocked_channels=("*",)), message("1"), channel=None) == (["1"], [])
