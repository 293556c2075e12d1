"""Summaries as Slack shows them: within its limits, every statement linked, nothing obeyed that people wrote."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.inert import markdown, mrkdwn
from adapters.slack.render import links, pages, streamed
from core.models import Channel, Coverage, LeftOut, Person
from core.summary import ActionItem, Decision, Point, Statement, Summary
from tests.standins.slack.blocks import complaints, elements, too_long

GENERAL = Channel("slack", "T1", "C1", "general")
AT = datetime(2026, 3, 2, 9, 41, tzinfo=UTC)
COVERAGE = Coverage(12, 9, (LeftOut("bot post", 3),), AT, AT.replace(hour=17))
LINK = links("https://acme.slack.com", "C1", {"1714996800.000200": "1714996800.000100"})
NASTY = "@channel <!here> <!subteam^S1|ops> <@U1|ana> <https://evil.example|bank> &lt; *bold* [x](https://evil.example)"


def summary(**fields: Any) -> Summary:
    given: dict[str, Any] = dict.fromkeys(("points", "decisions", "action_items", "open_questions"), ())
    given |= {"id": "s", "overview": "", "overview_sources": (), "coverage": COVERAGE, "engine": "claude-haiku-5-5"}
    return Summary(**(given | fields))


def texts(value: Any) -> str:
    """All text of blocks, in order."""
    if isinstance(value, dict):
        inner = "".join(texts(v) for k, v in value.items() if k != "text" or not isinstance(v, str))
        return (value["text"] if isinstance(value.get("text"), str) else "") + inner
    return "".join(map(texts, value)) if isinstance(value, list) else ""


FULL = summary(
    overview="The launch moves to Friday.",
    points=(Point("Tests were slow.", ("1714996800.000100",), topic="Launch"),),
    decisions=(Decision("The launch moves to Friday.", ("1714996800.000100", "1714996800.000200")),),
    action_items=(
        ActionItem("Ana: write to the press", ("1714996800.000200",), owner=Person("U1", "Ana"), due=date(2026, 3, 4)),
    ),
    open_questions=(Statement("Who tells sales?", ("1714996800.000300",), unconfirmed=True),),
    checks={"stated": 6, "left_out": 1, "repaired": 1, "verified": True},
)


def test_everything_of_a_summary_is_shown_in_slacks_blocks(golden: Callable[[str, str], None]) -> None:
    (page,) = pages(FULL, GENERAL, LINK, UTC)
    assert complaints(page) == []
    golden("summary.json", json.dumps(page, indent=1, ensure_ascii=False) + "\n")


def test_each_statement_is_linked_to_its_messages_and_a_reply_is_shown_in_its_thread() -> None:
    (page,) = pages(FULL, GENERAL, LINK, UTC)
    urls = re.findall(r'"url": "([^"]+)"', json.dumps(page))
    root = "https://acme.slack.com/archives/C1/p1714996800000100"
    reply = "https://acme.slack.com/archives/C1/p1714996800000200?thread_ts=1714996800.000100&cid=C1"
    assert urls == [root, root, reply, reply, "https://acme.slack.com/archives/C1/p1714996800000300"]


def test_coverage_engine_and_checks_stand_in_the_footer_and_what_is_unconfirmed_is_marked() -> None:
    said = texts(pages(FULL, GENERAL, LINK, UTC))
    assert "Who tells sales? (unconfirmed)" in said
    assert "Read 9 of 12 messages, 2 Mar 2026 09:41 to 17:41 UTC. Left out: 3 bot post." in said
    assert "Engine: claude-haiku-5-5. Checked: 6 statements, 1 left out, 1 mended." in said
    assert "Verified by the large model." in said


def test_a_long_summary_is_split_and_loses_nothing() -> None:
    points = tuple(Point(f"Point {n} " + "word " * 100, (f"17149968{n:02}.000100",)) for n in range(90))
    shown = pages(summary(points=points), GENERAL, LINK, UTC)
    assert len(shown) > 3
    said = texts(shown)
    assert [f"Point {n} " in said for n in range(90)] == [True] * 90
    assert "Read 9 of 12" in texts(shown[-1])


_TEXT = st.text(max_size=300) | st.sampled_from([NASTY, "x" * 30_000, "\ud83d", "\u202e", " "])
_SOURCES = st.lists(st.sampled_from(["1714996800.000100", "1714996800.000200"]), min_size=1, max_size=9).map(tuple)
_PERSON = st.none() | st.builds(Person, st.just("U1"), _TEXT)
_SUMMARIES = st.builds(
    summary,
    overview=_TEXT,
    points=st.lists(st.builds(Point, _TEXT, _SOURCES, topic=st.none() | _TEXT), max_size=60).map(tuple),
    decisions=st.lists(st.builds(Decision, _TEXT, _SOURCES), max_size=20).map(tuple),
    action_items=st.lists(st.builds(ActionItem, _TEXT, _SOURCES, owner=_PERSON), max_size=20).map(tuple),
    open_questions=st.lists(st.builds(Statement, _TEXT, _SOURCES, unconfirmed=st.booleans()), max_size=20).map(tuple),
)


@given(_SUMMARIES, _TEXT)
def test_whatever_people_wrote_slack_takes_it_and_nobody_is_called(summary: Summary, name: str) -> None:
    for page in pages(summary, Channel("slack", "T1", "C1", name), LINK, UTC):
        assert complaints(page) == []
        assert not too_long(page)
        kinds = set(re.findall(r'"type": "(\w+)"', json.dumps(page)))
        assert kinds <= {"rich_text", "rich_text_section", "rich_text_list", "text", "link", "context", "plain_text"}
        assert all(url.startswith("https://acme.slack.com/archives/") for url in _urls(page))
        assert list(elements(page)) == []


def _urls(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [value["url"]] if "url" in value else [u for v in value.values() for u in _urls(v)]
    return [u for v in value for u in _urls(v)] if isinstance(value, list) else []


_CALLING = re.compile(r"<[@!#a-z]|@(?:here|channel|everyone)|(?<!\\)\]\(|https?://", re.IGNORECASE)


@given(st.text(max_size=300).map(lambda text: text + NASTY) | _TEXT)
def test_a_streamed_statement_holds_no_mention_and_no_link_but_its_own(text: str) -> None:
    line = streamed(Statement(text, ("1714996800.000100",)), LINK)
    own = " [1](https://acme.slack.com/archives/C1/p1714996800000100)\n"
    assert line.endswith(own)
    assert _CALLING.search(line.removesuffix(own)) is None
    assert line.count("\n") == 1


@given(_TEXT)
def test_words_in_a_line_of_text_call_nobody(text: str) -> None:
    assert re.search(r"[<>]|@(?:here|channel|everyone)", mrkdwn(text), re.IGNORECASE) is None


def test_words_in_a_stream_read_as_they_were_written() -> None:
    assert markdown("a_b is @ana's, see python.org", 99).replace("\u2060", "") == r"a\_b is @ana's, see python.org"
