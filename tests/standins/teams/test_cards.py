"""Cards with all that Adaptive Cards document are taken; what each may not be is in test_posting."""

import pytest

from tests.standins.teams.cards import buttons, card_errors, texts
from tests.standins.teams.stage import line
from tests.standins.teams.state import Json

OPEN: Json = {"type": "Action.OpenUrl", "title": "Open", "url": "https://example.com", "tooltip": "There"}
EXECUTE: Json = {
    "type": "Action.Execute",
    "title": "Done",
    "verb": "done",
    "fallback": {"type": "Action.Submit", "title": "x"},
}
INNER: Json = {"type": "AdaptiveCard", "version": "1.5", "body": [line("inside")], "actions": [EXECUTE]}
RICH: Json = {
    "type": "AdaptiveCard",
    "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
    "version": "1.5",
    "body": [
        line("title")
        | {"weight": "Bolder", "size": "Large", "color": "Accent", "spacing": "Medium", "style": "heading"},
        {"type": "RichTextBlock", "inlines": ["plain", {"type": "TextRun", "text": "bold", "weight": "bolder"}]},
        {"type": "ColumnSet", "columns": [{"type": "Column", "width": "auto", "items": [line("left")]}, {"items": []}]},
        {"type": "FactSet", "facts": [{"title": "Due", "value": "Friday"}]},
        {"type": "ImageSet", "images": [{"url": "https://example.com/a.png", "type": "Image"}]},
        {"type": "Container", "items": [line("in")], "selectAction": OPEN, "bleed": True, "id": "box"},
        {
            "type": "Table",
            "columns": [{"width": 1}],
            "rows": [{"type": "TableRow", "cells": [{"type": "TableCell", "items": [line("cell")]}]}],
        },
        {
            "type": "ActionSet",
            "actions": [{"type": "Action.ToggleVisibility", "title": "t", "targetElements": ["box"]}],
        },
        {"type": "Input.Text", "id": "why", "label": "Why?", "isMultiline": True, "inlineAction": OPEN},
        {"type": "Input.ChoiceSet", "id": "who", "choices": [{"title": "Ana", "value": "1"}], "label": "Who?"},
        {"type": "Input.Toggle", "id": "sure", "title": "Sure?"},
    ],
    "actions": [OPEN, {"type": "Action.ShowCard", "title": "More", "card": INNER}],
    "msteams": {"width": "Full"},
}


def test_every_documented_element_is_taken() -> None:
    assert card_errors(RICH, []) == []


def test_what_a_card_says_and_offers_is_found_wherever_it_stands() -> None:
    assert {"title", "left", "Friday", "in", "cell", "inside", "Done", "Ana"} <= set(texts(RICH))
    assert [it.get("verb") or it["type"] for it in buttons(RICH)].count("done") == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"body": [{"type": "ColumnSet", "columns": ["text"]}]}, "unknown element text"),
        ({"body": [{"type": "Container", "items": [], "id": "a"}]}, "needs items"),
        ({"body": [{"type": "ActionSet", "actions": [OPEN] * 7}]}, "more than 6"),
        ({"body": [line("x") | {"fallback": {"type": "Nothing"}}]}, "unknown element Nothing"),
        ({"body": [{"type": "Input.Text", "id": "a", "inlineAction": {"type": "Action.Run"}}]}, "unknown action"),
        ({"body": [{"type": "RichTextBlock", "inlines": [{"text": "x", "wrap": True}]}]}, "has no wrap"),
        ({"actions": [EXECUTE | {"data": "id"}]}, "data is an object"),
        ({"actions": [EXECUTE | {"fallback": {"type": "Action.Run"}}]}, "unknown action"),
        (
            {"actions": [{"type": "Action.ShowCard", "title": "x", "card": {"body": [{"type": "x"}]}}]},
            "unknown element",
        ),
        ({"selectAction": {"type": "Action.OpenUrl"}}, "needs url"),
        ({"refresh": {"action": EXECUTE, "userIds": ["29:x"] * 61}}, "more than 60"),
        ({"refresh": {"action": EXECUTE, "every": 5}}, "has no every"),
        ({"refresh": {"action": EXECUTE | {"colour": "red"}}}, "has no colour"),
        ({"colour": "red"}, "has no colour"),
        ({"type": "Card"}, "an AdaptiveCard"),
    ],
)
def test_each_wrong_part_is_named(changed: Json, said: str) -> None:
    assert any(said in error for error in card_errors(RICH | changed, []))


def test_a_secondary_action_stands_in_the_menu_and_does_not_count() -> None:
    assert card_errors(RICH | {"actions": [OPEN] * 6 + [OPEN | {"mode": "secondary"}] * 3}, []) == []
