"""Action items and decisions as Slack shows them: within its limits, nothing obeyed, each with its buttons."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.decision_view import decided
from adapters.slack.item_view import IN_MESSAGE_MAX, Pressed, listing, note, outcome, pressed, settled
from adapters.slack.linking import linked
from core.action_items.item import Item
from core.replies.lines import Line
from tests.adapters.slack.digested import ANA, AT, GENERAL, ID, OVERDUE
from tests.adapters.slack.test_render import NASTY, texts
from tests.standins.slack.blocks import complaints, elements, too_long

LINKS = linked("https://acme.slack.com")
TODAY = date(2026, 3, 3)
SECOND = Item("i2", GENERAL, "order the cake", (ID(3),), AT, owner=ANA)


def test_a_message_has_each_item_with_its_link_and_buttons(golden: Callable[[str, str], None]) -> None:
    blocks = note("You have 2 new action items.", [OVERDUE, SECOND], {"i2": "From the digest of Monday."}, TODAY, LINKS)
    assert complaints(blocks) == []
    golden("items.json", json.dumps(blocks, indent=1, ensure_ascii=False) + "\n")


def test_what_a_button_is_called_says_what_it_is_for() -> None:
    names = [element["action_id"] for element in elements(listing("Yours", [SECOND], "mine", TODAY, LINKS))]
    assert [pressed(name) for name in names] == [
        (verb, "i2", "mine") for verb in ("done", "not_mine", "remind", "on_day", "reassign")
    ]


def test_an_outcome_stands_in_the_place_of_the_buttons_of_its_item_alone() -> None:
    blocks = note("Two", [OVERDUE, SECOND], {}, TODAY, LINKS)
    after = settled(blocks, "i1", outcome("Done: write to the press", Pressed("done", "i1", "note")))
    assert "Done: write to the press" in texts(after)
    assert {pressed(e["action_id"]).item for e in elements(after)} == {"i2"}


def test_of_more_items_than_a_message_takes_the_rest_is_counted() -> None:
    many = [replace(SECOND, id=f"i{n}") for n in range(40)]
    assert f"And {40 - IN_MESSAGE_MAX} more" in texts(listing("Yours", many, "mine", TODAY, LINKS))


_TEXT = st.text(max_size=200) | st.sampled_from([NASTY, "x" * 20_000, "\ud83d", "\u202e", " "])
_ITEMS = st.lists(
    st.builds(lambda text, owner: replace(SECOND, text=text, owner=replace(ANA, name=owner)), _TEXT, _TEXT)
)


@settings(max_examples=40)
@given(_ITEMS, _TEXT, _TEXT)
def test_whatever_people_wrote_in_items_slack_takes_it(items: list[Item], heading: str, further: str) -> None:
    numbered = [replace(item, id=f"i{n}") for n, item in enumerate(items)]
    for blocks in (
        note(heading, numbered, {"i0": further}, TODAY, LINKS),
        listing(heading, numbered, "C1", TODAY, LINKS),
    ):
        assert complaints(blocks) == []
        assert not too_long(blocks)
        assert _calls_nobody(blocks)


@settings(max_examples=40)
@given(st.lists(st.builds(lambda text, lead: Line(text, GENERAL, (ID(1),), lead), _TEXT, _TEXT), max_size=40), _TEXT)
def test_whatever_people_wrote_in_decisions_slack_takes_it(lines: list[Line], heading: str) -> None:
    blocks = decided(heading, lines, LINKS)
    assert complaints(blocks) == []
    assert not too_long(blocks)
    assert _calls_nobody(blocks)


def _calls_nobody(blocks: list[dict[str, Any]]) -> bool:
    """No text is one in which Slack reads mentions or links."""
    return not {"mrkdwn", "markdown", "user", "broadcast", "usergroup"} & set(_types(blocks))


def _types(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [value.get("type", ""), *(t for v in value.values() for t in _types(v))]
    return [t for v in value for t in _types(v)] if isinstance(value, list) else []
