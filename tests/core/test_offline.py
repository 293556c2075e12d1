"""The offline engine: a summary for any conversation, within its words, resting on its messages."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import findings
from core.findings import Findings
from core.models import Message, Person, Reaction, Transcript
from core.offline import engine
from core.summary import ActionItem, Decision, Statement, Summary, SummaryRequest
from core.text.words import content

_WORDS = st.sampled_from(
    "the build fails on deploy server um so thanks ok? we should move it to friday. 我们明天发布。 مرحبا 👨‍👩‍👧 "
    "http://x.org/a `code` hi\n- and because, 3.5 Ana I'll no!".split(" ")
)
_TEXT = st.lists(_WORDS, max_size=40).map(" ".join) | st.text(max_size=60)
_AUTHOR = st.sampled_from(["Ana", "Bo", "", "陈"])


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    said = draw(st.lists(st.tuples(_AUTHOR, _TEXT, st.integers(0, 5)), max_size=25))
    return Transcript("t", tuple(_message(i, *each) for i, each in enumerate(said)))


def _message(i: int, author: str, text: str, reactions: int = 0) -> Message:
    return Message(str(i), Person(author, author), text, reactions=(Reaction("+1", reactions),) if reactions else ())


def _chat(*texts: str) -> Transcript:
    return Transcript("t", tuple(_message(i, "Ana" if i % 2 else "Bo", x) for i, x in enumerate(texts)))


def _texts(summary: Summary) -> str:
    return "\n".join(p.text for p in summary.points)


@settings(max_examples=150)
@given(transcripts(), st.none() | st.integers(0, 80), st.none() | st.text(max_size=20))
def test_any_chat_gives_a_summary_that_keeps_its_words_and_names_its_sources(
    transcript: Transcript, max_words: int | None, focus: str | None
) -> None:
    request = SummaryRequest(max_words, focus)
    summary = engine.summarize(transcript, request)
    ids = {m.id for m in transcript}
    assert max_words is None or summary.words <= max_words or summary.checks["over_budget"]
    assert all(s.sources and set(s.sources) <= ids for s in summary.statements())
    assert set(summary.overview_sources) <= {x for p in summary.points for x in p.sources}
    assert bool(summary.overview) == bool(summary.overview_sources)
    assert engine.summarize(transcript, request) == summary


WORK = (
    "The nightly build fails since the new compiler was installed on the runner",
    "hello all",
    "The compiler rejects the old header of the audio module",
    "thanks!",
    "We could pin the compiler to the version of last week until the header is mended",
    "um so the header of the audio module needs a guard for the new compiler",
    "lunch was great, the soup especially",
)


@pytest.mark.parametrize("many", [1, 12])
def test_decisions_and_action_items_stay_whatever_the_budget(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    found = Findings(
        tuple(Decision(f"we pin the compiler number {i}", ("4",)) for i in range(many)),
        tuple(ActionItem(f"Ana mends header {i}", ("5",)) for i in range(many)),
        tuple(Statement(f"who tests build {i}?", ("0",)) for i in range(many)),
    )
    monkeypatch.setattr(findings, "find", lambda transcript, max_words=None: found)
    for max_words in range(0, 150, 7):
        summary = engine.summarize(_chat(*WORK), SummaryRequest(max_words))
        bare = not (summary.overview or summary.points or summary.open_questions)
        assert (summary.decisions, summary.action_items) == (found.decisions, found.action_items)
        assert summary.words <= max_words or (bare and summary.checks["over_budget"] is True)
        assert ("over_budget" in summary.checks) == (summary.words > max_words)


def test_what_is_a_decision_already_is_no_point_too(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Findings((Decision(WORK[4], ("4",)),))
    monkeypatch.setattr(findings, "find", lambda transcript, max_words=None: found)
    assert WORK[4] not in _texts(engine.summarize(_chat(*WORK)))


def test_greetings_thanks_joins_and_links_stay_out() -> None:
    noise = (
        "Hi everyone!",
        "Thanks a lot, Ana",
        "Bo has joined the channel",
        "https://example.org/x",
        "ok cool",
        "!ops",
    )
    assert engine.summarize(_chat(*noise)).points == ()
    assert engine.summarize(_chat(*noise)).overview == ""


def test_near_duplicates_are_said_once() -> None:
    said = "The release is late until Thursday because of the outage"
    assert _texts(engine.summarize(_chat(said, WORK[0], f"{said}.", WORK[2], f"so {said}"))).count("Thursday") == 1


def test_the_focus_comes_first() -> None:
    summary = engine.summarize(_chat(*WORK), SummaryRequest(12, "soup for lunch"))
    assert "soup" in _texts(summary)
    assert "soup" not in _texts(engine.summarize(_chat(*WORK), SummaryRequest(12)))


def test_a_focus_that_nothing_matches_changes_nothing() -> None:
    asked = engine.summarize(_chat(*WORK), SummaryRequest(40, "volcanoes"))
    assert asked == engine.summarize(_chat(*WORK), SummaryRequest(40))


def test_many_reactions_lift_a_message() -> None:
    messages: Sequence[Message] = [
        _message(i, "Ana", f"Our team {verb} the {thing} of the second floor")
        for i, (verb, thing) in enumerate([("paints", "doors"), ("cleans", "windows"), ("waters", "plants")] * 1)
    ]
    loud = [*messages[:2], _message(2, "Ana", messages[2].text, reactions=9)]
    assert "plants" not in _texts(engine.summarize(Transcript("t", tuple(messages)), SummaryRequest(9)))
    assert "plants" in _texts(engine.summarize(Transcript("t", tuple(loud)), SummaryRequest(9)))


def test_points_come_topic_by_topic_in_the_order_of_time_and_the_rest_at_the_end() -> None:
    odd = ("The soup of the canteen was cold today", "My bicycle has a flat tyre since Monday")
    summary = engine.summarize(_chat(odd[0], *WORK, odd[1]), SummaryRequest(110))
    topics = [t for t, _ in groupby(p.topic for p in summary.points)]
    firsts = [int(next(p.sources[0] for p in summary.points if p.topic == t)) for t in topics if t]
    assert len(topics) == len(set(topics)) > 1
    assert firsts == sorted(firsts)
    assert None not in topics[:-1]
    for topic in topics:
        said = [int(p.sources[0]) for p in summary.points if p.topic == topic]
        assert said == sorted(said)


TWO_THINGS = (
    "The invoice server loses its connection every single night",
    "A restart of the invoice server helps for an hour at most",
    "The coffee machine leaks onto the carpet of the kitchen",
    "Somebody must call the maker of the coffee machine about the seal",
    "The invoice server needs more memory than it has now",
)


def test_a_topic_is_named_in_words_of_its_points() -> None:
    summary = engine.summarize(_chat(*TWO_THINGS), SummaryRequest(110))
    assert any(" " in p.topic for p in summary.points if p.topic)
    assert any(p.topic for p in summary.points)
    assert all(not p.topic or set(content(p.topic)) <= set(content(p.text)) for p in summary.points)


def test_code_is_no_point() -> None:
    code = "```\nfor runner in runners:\n    print(runner.compiler)\n```"
    assert "runners" not in _texts(engine.summarize(_chat(code, *WORK), SummaryRequest(200)))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Um, so yeah, uh the the build fails on the old runner", "The build fails on the old runner"),
        (
            "- we must th the old runner replace , I 'm sure of it .",
            "We must the old runner replace, I'm sure of it.",
        ),
        ("we had had the same this whole this whole week", "We had had the same this whole week"),
        ("Ja, wir treffen uns um 5 Uhr am neuen Bahnhof", "Ja, wir treffen uns um 5 Uhr am neuen Bahnhof"),
        ("No, the old runner is not the one that fails", "No, the old runner is not the one that fails"),
    ],
)
def test_breath_is_trimmed_and_words_stay(said: str, shown: str) -> None:
    assert [p.text for p in engine.summarize(_chat(said)).points] == [shown]


def test_a_thought_spread_over_messages_is_one_statement_with_all_its_sources() -> None:
    ana, bo = Person("a", "Ana"), Person("b", "Bo")
    said = (
        Message("1", ana, "I moved the database to the new host,"),
        Message("2", bo, "mm-hmm"),
        Message("3", ana, "and the old host is switched off on Friday."),
    )
    (point,) = engine.summarize(Transcript("t", said)).points
    assert point.sources == ("1", "3")


def test_a_signature_or_a_quotation_is_no_point() -> None:
    ana = Person("a", "Ana Smith")
    texts = ("Peace, Ana Smith http://ana.example.org", "> the old release notes were wrong about this", WORK[0])
    said = tuple(Message(str(i), ana, x) for i, x in enumerate(texts))
    assert [p.sources for p in engine.summarize(Transcript("t", said)).points] == [("2",)]


def test_the_overview_says_nothing_but_names_and_words_of_its_sources() -> None:
    transcript = _chat(*(f"{x}, and the {word} waits" for x in WORK for word in ("invoice", "server", "release")))
    for max_words in (30, 120, 250):
        summary = engine.summarize(transcript, SummaryRequest(max_words))
        said = {w for m in transcript if m.id in summary.overview_sources for w in content(f"{m.author.name} {m.text}")}
        assert summary.overview
        assert set(content(summary.overview)) - said <= set(content("wrote discussed about"))


def test_a_long_answer_has_its_main_point_in_the_overview_with_who_said_it() -> None:
    summary = engine.summarize(_chat(*WORK), SummaryRequest(200))
    assert any(f": {p.text}" in summary.overview for p in summary.points)


def test_a_name_written_last_first_is_one_person() -> None:
    smith = Person("s", "Smith, Ana")
    said = tuple(Message(str(i), smith, x) for i, x in enumerate(WORK))
    assert engine.summarize(Transcript("t", said)).overview.startswith("Ana Smith: ")


def test_a_focus_may_be_a_person() -> None:
    said = [Message(str(i), Person(x[:3], "Zoe" if i == 6 else "Bo"), x) for i, x in enumerate(WORK)]
    assert "soup" in _texts(engine.summarize(Transcript("t", tuple(said)), SummaryRequest(12, "Zoe")))


@pytest.mark.parametrize("said", ["我们决定明天下午发布新版本因为测试已经全部通过", "เราจะปล่อยเวอร์ชันใหม่พรุ่งนี้บ่าย"])
def test_a_budget_bounds_texts_without_spaces(said: str) -> None:
    (point,) = engine.summarize(_chat(said), SummaryRequest(5)).points
    assert point.text.endswith("…")
    assert said.startswith(point.text[:-1])
    assert len(point.text) <= 11


OVEN = (
    "The gas oven of the bakery is cold again",
    "The gas oven was warm before the power cut",
    "I call the people of the gas oven then",
)
VAN = ("The delivery van has a flat tyre", "Take the spare tyre of the delivery van", "The spare one is flat too")


def test_points_of_a_busy_channel_stand_under_their_conversations() -> None:
    summary = engine.summarize(_busy_channel())
    (oven, van) = summary.conversations
    assert set(oven.messages) == {"0", "2", "4"}
    assert set(van.messages) == {"1", "3", "5"}
    assert " " in oven.topic
    assert van.topic in ("delivery van", "spare tyre", "flat tyre")
    for conversation in (oven, van):
        points = [p for p in summary.points if p.topic == conversation.topic]
        assert points
        assert all(set(p.sources) <= set(conversation.messages) for p in points)


def test_the_overview_of_a_busy_channel_names_its_conversations_and_people() -> None:
    summary = engine.summarize(_busy_channel())
    assert len(summary.conversations) == 2
    assert all(f"{c.topic} (" in summary.overview[:1].lower() + summary.overview[1:] for c in summary.conversations)
    assert set(summary.overview_sources) <= {x for p in summary.points for x in p.sources}


def test_a_thread_has_no_conversations() -> None:
    assert engine.summarize(_busy_channel(one_thread=True)).conversations == ()


def _busy_channel(one_thread: bool = False) -> Transcript:
    """Two threads whose messages come by turns."""
    said = [text for pair in zip(OVEN, VAN, strict=True) for text in pair]
    start = datetime(2026, 3, 4, 9, tzinfo=UTC)
    return Transcript(
        "busy",
        tuple(
            Message(
                str(i),
                Person(f"{i % 2}{i // 4}", "Ana Bo Cleo Dan".split()[i % 2 + 2 * (i // 4)]),
                text,
                start + timedelta(minutes=i),
                "0" if one_thread else str(i % 2),
            )
            for i, text in enumerate(said)
        ),
    )
