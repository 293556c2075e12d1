"""What people type to ask, clause by clause."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RequestError
from core.ports import Window
from core.summary import SummaryRequest
from core.words import InChannel, MessageAt, Named, Wish, read, window

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 4, 15, tzinfo=BERLIN)  # a Wednesday
ANA, GENERAL = Named("U1", "ana"), InChannel("C1", "general")
FIRST, LAST = MessageAt("C1", "1.1"), MessageAt("C1", "2.2")


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=BERLIN)


def about(**request: object) -> SummaryRequest:
    return SummaryRequest(**request)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("", Wish()),
        ("summarize this thread, please", Wish()),
        ("help", Wish(help=True)),
        ("last 50", Wish(newest=50)),
        ("the last 20 messages", Wish(newest=20)),
        ("2h", Wish(window=Window(at(4, 13)))),
        ("last 2 hours", Wish(window=Window(at(4, 13)))),
        ("in the last 2 hours", Wish(window=Window(at(4, 13)))),
        ("since monday", Wish(window=Window(at(2)))),
        ("yesterday", Wish(window=Window(at(3), at(4)))),
        ("today", Wish(window=Window(at(4)))),
        ("monday", Wish(window=Window(at(2), at(3)))),
        ("march 2nd", Wish(window=Window(at(2), at(3)))),
        ("this week", Wish(window=Window(at(2)))),
        ("from monday to tuesday", Wish(window=Window(at(2), at(4)))),
        ("since 9am until 11:30", Wish(window=Window(at(4, 9), at(4, 11, 30)))),
        ("since I last asked", Wish(since="asked")),
        ("what did I miss?", Wish(since="active")),
        ("catch me up", Wish(since="active", mine=True)),
        ("#general", Wish(channel=InChannel("", "general"))),
        ("from @ana", Wish(author=Named("", "ana"))),
        ("from ana", Wish(author=Named("", "ana"))),
        ("about pricing", Wish(request=about(focus="pricing"))),
        ('about "where it went from @ana"', Wish(request=about(focus="where it went from @ana"))),
        ("in German", Wish(request=about(language="German"))),
        ("auf deutsch", Wish(request=about(language="German"))),
        ("shorter", Wish(request=about(max_words=60))),
        ("in 120 words", Wish(request=about(max_words=120))),
        ("what is still open?", Wish(request=about(focus="what is still open?"))),
        ("who was late this week?", Wish(window=Window(at(2)), request=about(focus="who was late this week?"))),
    ],
)  # fmt: skip
def test_each_clause_is_understood(text: str, wish: Wish) -> None:
    assert read([text], NOW) == wish


@pytest.mark.parametrize(
    "text",
    [
        "last 2 hours about pricing in German from @ana in 80 words",
        "in 80 words from @ana in german about pricing last 2 hours",
        "about pricing from @ana, 2h, in German in 80 words",
    ],
)
def test_clauses_combine_in_any_order(text: str) -> None:
    request = SummaryRequest(80, "pricing", "German")
    assert read([text], NOW) == Wish(author=Named("", "ana"), window=Window(at(4, 13)), request=request)


def test_what_the_platform_marks_is_taken_as_it_is_marked() -> None:
    assert read([GENERAL, " from ", ANA, " yesterday"], NOW) == Wish(
        channel=GENERAL, author=ANA, window=Window(at(3), at(4))
    )


def test_one_link_is_a_thread_and_two_are_a_stretch() -> None:
    assert read(["summarize ", FIRST], NOW).messages == (FIRST,)
    assert read(["from ", FIRST, " to ", LAST], NOW).messages == (FIRST, LAST)
    with pytest.raises(RequestError, match="two"):
        read([FIRST, LAST, MessageAt("C1", "3.3")], NOW)
    with pytest.raises(RequestError, match="different channels"):
        read([FIRST, MessageAt("C2", "3.3")], NOW)


def test_a_question_keeps_the_names_of_those_it_mentions_and_asks_in_the_channel_it_names() -> None:
    wish = read(["what did ", ANA, " decide in ", GENERAL, "?"], NOW)
    assert (wish.channel, wish.author) == (GENERAL, None)
    assert wish.request.focus == "what did ana decide in general ?"


@pytest.mark.parametrize("text", ["bananas", "last 0", "about", "in 3 words", "from tuesday until monday", "a" * 1001])
def test_unclear_words_get_a_short_answer(text: str) -> None:
    with pytest.raises(RequestError) as error:
        read([text], NOW)
    assert len(str(error.value)) < 250


def test_what_nobody_understands_is_answered_with_examples() -> None:
    with pytest.raises(RequestError, match=r'^"bananas" is nothing I understand\. Try "last 50", "2h"'):
        read(["last 50 bananas"], NOW)


_SAID = st.text() | st.sampled_from(
    "last 50 | 2h |since monday|from |to |about |in German|until |yesterday|?|#|@|what |9999999 days|help|\ue000".split(
        "|"
    )
)


@given(st.lists(_SAID | st.sampled_from([ANA, GENERAL, FIRST, LAST]), max_size=8))
def test_reading_fails_only_with_a_sentence_for_the_requester(pieces: list[object]) -> None:
    try:
        wish = read(pieces, NOW)  # type: ignore[arg-type]
    except RequestError:
        return
    assert len(wish.messages) <= 2


def test_without_words_the_window_begins_when_the_person_was_last_active_and_is_a_day_at_most() -> None:
    hour, week = NOW - timedelta(hours=1), NOW - timedelta(days=7)
    assert window(Wish(), NOW, hour, None) == Window(hour)
    assert window(Wish(), NOW, week, None) == window(Wish(), NOW, None, None) == Window(NOW - timedelta(days=1))


def test_since_i_last_asked_begins_there_and_a_day_ago_where_nobody_asked() -> None:
    asked = datetime(2026, 2, 1, tzinfo=UTC)
    assert window(Wish(since="asked"), NOW, NOW, asked) == Window(asked)
    assert window(Wish(since="asked"), NOW, None, None) == Window(NOW - timedelta(days=1))


def test_what_is_named_otherwise_is_read_whatever_its_age() -> None:
    assert window(Wish(newest=50), NOW, NOW, None) == window(Wish(messages=(FIRST,)), NOW, NOW, None) == Window()
