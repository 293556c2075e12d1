"""Which blocks the stand-in takes: those that Slack takes."""

from typing import Any

import pytest

from tests.standins.slack.blocks import complaints, too_long, view_complaints
from tests.standins.slack.state import Json


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(text: str = "Press", **more: Any) -> Json:
    return {"type": "button", "text": plain(text), "action_id": "press", **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def menu(options: int, **more: Any) -> Json:
    given = [{"text": plain(f"Option {n}"), "value": str(n)} for n in range(options)]
    return {"type": "static_select", "action_id": "choose", "options": given, **more}


RICH = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x", "style": {"bold": True}}]}],
}


@pytest.mark.parametrize(
    "block",
    [
        section("x" * 3000),
        {"type": "header", "text": plain("x" * 150)},
        {"type": "divider"},
        {"type": "context", "elements": [plain("x") for _ in range(10)]},
        {"type": "markdown", "text": "x" * 12_000},
        actions(*(button(action_id=f"press_{n}") for n in range(25))),
        actions(button("x" * 75, value="x" * 2000, style="primary")),
        actions(menu(100)),
        section("x", accessory=button()),
        RICH,
    ],
)
def test_what_is_within_the_limits_is_taken(block: Json) -> None:
    assert complaints([block]) == []


@pytest.mark.parametrize(
    "block",
    [
        section("x" * 3001),
        section(""),
        section("x", fields=[plain("x" * 2001)]),
        section("x", colour="red"),
        section("x", block_id="x" * 256),
        {"type": "header", "text": plain("x" * 151)},
        {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
        {"type": "context", "elements": [plain("x") for _ in range(11)]},
        {"type": "markdown", "text": "x" * 12_001},
        {"type": "sectoin", "text": plain("x")},
        actions(),
        actions(*(button(action_id=f"press_{n}") for n in range(26))),
        actions(button("x" * 76)),
        actions(button(value="x" * 2001)),
        actions(button(action_id="x" * 256)),
        actions(button(style="green")),
        actions(button(), button()),
        actions({"type": "button", "text": {"type": "mrkdwn", "text": "x"}, "action_id": "press"}),
        actions(menu(101)),
        actions(menu(0)),
        actions({**menu(6), "type": "overflow"}),
        actions(menu(2, initial_option={"text": plain("Other"), "value": "9"})),
    ],
)
def test_what_slack_would_refuse_is_refused(block: Json) -> None:
    assert complaints([block])


def test_a_message_has_fifty_blocks_each_id_once_and_some_13_200_characters() -> None:
    assert complaints([{"type": "divider"}] * 50) == []
    assert complaints([{"type": "divider"}] * 51)
    assert complaints([section("x", block_id="a"), section("y", block_id="a")])
    assert complaints([{"type": "markdown", "text": "x" * 7000}] * 2)
    assert not too_long([section("x" * 2640)] * 5)
    assert too_long([section("x" * 2641)] * 5)


@pytest.mark.parametrize(
    "change",
    [
        {"title": plain("x" * 25)},
        {"title": None},
        {"type": "window"},
        {"blocks": []},
        {"blocks": [{"type": "divider"}] * 101},
        {"private_metadata": "x" * 3001},
        {"callback_id": "x" * 256},
        {"colour": "red"},
        {"submit": None},
    ],
)
def test_a_modal_has_its_own_limits(change: Json) -> None:
    field = {"type": "input", "label": plain("Why"), "element": {"type": "plain_text_input", "action_id": "why"}}
    modal = {"type": "modal", "title": plain("x" * 24), "submit": plain("Save"), "blocks": [field]}
    assert view_complaints(modal) == []
    assert view_complaints(modal | change)
