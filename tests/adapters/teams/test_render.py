"""Messages stay within what Teams takes, and what people wrote is never obeyed."""

import json
from datetime import UTC
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.emoji import means, name
from adapters.teams.inert import markdown, plain
from adapters.teams.render import links, messages, streamed
from adapters.teams.said import activity
from core.models import Channel, Coverage, Person
from core.summary import ActionItem, Decision, Point, Summary
from tests.standins.teams.content import content_errors
from tests.standins.teams.state import Conversation, State

CHANNEL = Channel("teams", "g", "19:c@thread.tacv2", "Launch / Planning")
PLACE = Conversation("19:c@thread.tacv2", "channel", "Planning", "t", [])
MESSAGE_MAX_BYTES = 80_000
texts = st.text(max_size=300) | st.sampled_from(
    ["<at>everyone</at>", "[x](https://evil)", "**b** _i_", "a\u202eb", "&#64;"]
)


def shown(overview: str, *said: str) -> list[dict[str, Any]]:
    ids = ("1795250905317", "1795250905318")
    points = tuple(Point(text, ids) for text in said)
    item = ActionItem(said[0] if said else "x", ids, owner=Person("p", overview))
    whole = Summary("s", overview, ids, points, (Decision("d", ids),), (item,), (), Coverage(2, 2), "offline")
    found = messages(whole, CHANNEL, links(CHANNEL, "t"), UTC)
    return [activity(it).serialize() for it in found]


@given(texts, st.lists(texts, max_size=8))
def test_whatever_was_written_is_shown_and_teams_takes_it(overview: str, said: list[str]) -> None:
    for body in shown(overview, *said):
        assert content_errors(body, PLACE, State()) == []
        assert "<at>" not in json.dumps(body, ensure_ascii=False)
        assert len(json.dumps(body).encode()) < MESSAGE_MAX_BYTES


def test_a_long_answer_comes_in_several_messages_each_below_the_limit() -> None:
    bodies = shown("All of it", *("ж" * 1_400 for _ in range(60)))
    assert len(bodies) > 5
    assert all(len(json.dumps(body).encode()) < MESSAGE_MAX_BYTES for body in bodies)
    assert json.dumps(bodies).count("\\u2022 ") >= 60


@given(texts)
def test_text_in_markdown_has_no_link_no_tag_and_no_style(text: str) -> None:
    said = markdown(text, 500)
    assert "](" not in said.replace("\\]", "")
    assert "<" not in said
    assert "\n" not in said
    assert plain(text, 10)
    assert len(plain(text, 10).replace("\u2060", "")) <= 10


def test_a_streamed_statement_links_to_its_messages() -> None:
    said = streamed(Point("The launch *moves*", ("1795250905317",)), links(CHANNEL, "t"))
    assert said.startswith("- The launch \\*moves\\* [")
    assert "/l/message/19%3Ac%40thread.tacv2/1795250905317?" in said


@pytest.mark.parametrize("reaction", ["1f4dd_memo", "📝", "memo", ":memo:"])
def test_an_emoji_is_known_however_it_is_named(reaction: str) -> None:
    assert means(reaction.strip(":"), "memo")
    assert means("📝", reaction)
    assert not means("like", reaction)
    assert not means("1f4da_books", reaction)


@given(st.text(max_size=20))
def test_no_name_of_a_reaction_breaks_it(reaction: str) -> None:
    assert isinstance(name(reaction), str)
