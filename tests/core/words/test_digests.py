"""What people type to set up digests, and to see action items and decisions."""

from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.digests.digest import EVERY_DAY, WORKDAYS
from core.errors import RequestError
from core.words import (
    DecisionsWish,
    DigestWish,
    InChannel,
    Named,
    TodosWish,
    command,
    read_decisions,
    read_digest,
    read_todos,
)

A, B, C = InChannel("C1", "a"), InChannel("C2", "b"), InChannel("C3", "c")


def wish(**fields: Any) -> DigestWish:
    return DigestWish(**fields)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", wish()),
        ("help", wish(act="help")),
        ("?", wish(act="help")),
        ("list", wish(act="list")),
        ("pause 2", wish(act="pause", which=2)),
        ("Remove #3", wish(act="remove", which=3)),
        ("preview", wish(act="preview")),
        ("at 9", wish(at=time(9))),
        ("9:00", wish(at=time(9))),
        ("4:30 pm", wish(at=time(16, 30))),
        ("12am", wish(at=time(0))),
        ("every day", wish(days=EVERY_DAY)),
        ("weekdays at 8", wish(days=WORKDAYS, at=time(8))),
        ("monday and thursday", wish(days=(0, 3))),
        ("on mondays", wish(days=(0,))),
        ("mon-fri", wish(days=WORKDAYS)),
        ("fri to mon", wish(days=(0, 4, 5, 6))),
        ("weekly on friday at 16:00", wish(kind="weekly", days=(4,), at=time(16))),
        ("9:00 Europe/Berlin", wish(at=time(9), zone="Europe/Berlin")),
        ("in 200 words", wish(max_words=200)),
        ("shorter", wish(max_words=60)),
        ("here", wish(to_here=True)),
        ("of #general to #team", wish(channels=(InChannel("", "general"),), destination=InChannel("", "team"))),
    ],
)
def test_each_word_about_a_digest_is_understood(text: str, expected: DigestWish) -> None:
    assert read_digest([text]) == expected


def test_words_about_a_digest_combine_in_any_order() -> None:
    expected = wish(channels=(A, B), destination=C, at=time(9), language="German", kind="daily")
    assert read_digest(["daily 9:00 of ", A, " ", B, " to ", C, " in German"]) == expected
    assert read_digest(["in German to ", C, " of ", A, " and ", B, " at 9 daily"]) == expected


@pytest.mark.parametrize(
    "pieces",
    [
        ["bananas"],
        ["25:00"],
        ["13pm"],
        ["Europe/Atlantis"],
        ["in 9 words"],
        ["pause general"],
        ["to ", A, " ", B],
        ["of ", Named("U1", "ana")],
    ],
)
def test_unclear_words_about_a_digest_get_a_short_answer(pieces: list[Any]) -> None:
    with pytest.raises(RequestError) as error:
        read_digest(pieces)
    assert 0 < len(str(error.value)) < 250


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["todos"], "todos"),
        (["  To-dos here"], "todos"),
        (["my open action items"], "todos"),
        (["decisions about pricing"], "decisions"),
        (["digest daily 9:00 of ", A], "digest"),
        (["what was decided?"], None),
        (["decisions, what are they?"], None),
        (["since monday"], None),
        ([A, " yesterday"], None),
        ([], None),
    ],
)
def test_the_first_words_say_which_command_is_meant_and_a_question_is_none(pieces: list[Any], expected: str) -> None:
    assert command(pieces)[0] == expected


def test_what_comes_after_the_command_is_kept() -> None:
    assert command([" ", "decisions about ", A, " now"]) == ("decisions", [" about", A, " now"])
    assert command(["since monday"]) == (None, ["since monday"])


def test_todos_are_ones_own_or_a_channels() -> None:
    assert read_todos([""]) == read_todos(["mine"]) == TodosWish()
    assert read_todos(["here"]) == read_todos(["in this channel"]) == TodosWish(here=True)
    assert read_todos(["of ", A]) == TodosWish(channel=A)
    assert read_todos(["#general"]) == TodosWish(channel=InChannel("", "general"))
    assert read_todos(["help"]).help
    with pytest.raises(RequestError, match="todos here"):
        read_todos(["bananas"])


def test_decisions_have_words_and_a_channel() -> None:
    assert read_decisions([""]) == DecisionsWish()
    assert read_decisions(["about pricing"]) == read_decisions(["pricing"]) == DecisionsWish(words="pricing")
    assert read_decisions(["about the price in ", A]) == DecisionsWish(words="the price", channel=A)
    assert read_decisions([A]) == DecisionsWish(channel=A)
    assert read_decisions(["pricing here"]) == DecisionsWish(words="pricing", here=True)
    assert read_decisions(["of ", Named("U1", "ana")]) == DecisionsWish(words="of ana")
    assert read_decisions(["help"]).help


_WORDS = "daily|9:00|of |to |here|in German|#|pause|99|friday-|help|\ue000".split("|")
_SAID = st.text(max_size=40) | st.sampled_from(_WORDS)


@given(st.lists(_SAID | st.sampled_from([A, B, Named("U1", "ana")]), max_size=8))
def test_reading_commands_fails_only_with_a_sentence_for_the_requester(pieces: list[Any]) -> None:
    command(pieces)
    for read in (read_digest, read_todos, read_decisions):
        try:
            read(pieces)
        except RequestError:
            continue
