"""Digests as Slack shows them."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.digest_view import messages
from adapters.slack.linking import linked
from core.digests.post import Failed, Section
from core.models import Channel
from core.summary import Decision
from tests.adapters.slack.digested import GENERAL, ID, OPS, SALES, SHORT, WHOLE, post
from tests.adapters.slack.test_render import NASTY, texts
from tests.standins.slack.blocks import complaints, elements, too_long

LINKS = linked("https://acme.slack.com", {("C1", ID(2)): ID(1)})


def test_a_digest_has_its_headline_channels_lists_and_remarks_and_its_details_in_another_message(
    golden: Callable[[str, str], None],
) -> None:
    shown = messages(post(), LINKS)
    assert len(shown) == 2
    golden("digest.json", json.dumps(shown, indent=1, ensure_ascii=False) + "\n")


def test_what_the_post_already_says_is_not_said_again_in_the_thread() -> None:
    assert len(messages(post(sections=(Section(GENERAL, SHORT, SHORT),)), LINKS)) == 1


def test_a_line_in_the_post_has_two_links_and_all_of_them_in_the_thread() -> None:
    first, details = (json.dumps(blocks).count('"[3]"') for blocks in messages(post(), LINKS))
    assert (first, details) == (0, 1)
    assert f"p{ID(2).replace('.', '')}?thread_ts={ID(1)}" in json.dumps(messages(post(), LINKS))


def test_a_post_that_is_too_long_for_one_message_goes_on_in_its_thread_and_loses_nothing() -> None:
    many = tuple(Decision(f"Decision {n} " + "word " * 60, (ID(1),)) for n in range(60))
    long = replace(SHORT, decisions=many)
    shown = messages(post(sections=(Section(GENERAL, long, long),)), LINKS)
    assert len(shown) > 1
    assert [f"Decision {n} " in texts(shown) for n in range(60)] == [True] * 60
    assert "Read 12 messages" in texts(shown[0])


_TEXT = st.text(max_size=200) | st.sampled_from([NASTY, "x" * 20_000, "\ud83d", "\u202e", " "])
_DECISIONS = st.lists(st.builds(Decision, _TEXT, st.just((ID(1), ID(2)))), max_size=30).map(tuple)
_SECTIONS = st.builds(
    lambda name, about, decisions: Section(
        replace(GENERAL, name=name),
        replace(SHORT, overview=about, decisions=decisions),
        replace(WHOLE, overview=about, decisions=decisions),
    ),
    *(_TEXT, _TEXT, _DECISIONS),
)


@settings(max_examples=30)
@given(
    st.lists(_SECTIONS, max_size=5).map(tuple),
    _TEXT,
    st.lists(_TEXT, max_size=30).map(tuple),
    st.lists(_TEXT.map(lambda name: Channel("slack", "T1", "C9", name)), max_size=20).map(tuple),
)
def test_whatever_people_wrote_slack_takes_it_and_nobody_is_called(
    sections: Any, headline: str, notes: tuple[str, ...], quiet: tuple[Channel, ...]
) -> None:
    failed = tuple(Failed(OPS, note) for note in notes[:5])
    shown = messages(post(sections=sections, headline=headline, notes=notes, quiet=quiet, failed=failed), LINKS)
    for page in shown:
        assert complaints(page) == []
        assert not too_long(page)
        kinds = set(re.findall(r'"type": "(\w+)"', json.dumps(page)))
        assert kinds <= {"rich_text", "rich_text_section", "rich_text_list", "text", "link", "context", "plain_text"}
        assert list(elements(page)) == []


def test_all_quiet_names_the_channels() -> None:
    (page,) = messages(post(sections=(), failed=(), left_out=0, notes=(), quiet=(GENERAL, SALES)), LINKS)
    assert "All quiet in #general and #sales." in texts(page)
