"""What a card's inputs come to when somebody presses a button: https://adaptivecards.io/explorer/Action.Submit.html.

Each input that is filled is a text by its id; a toggle always is; what was there before (`value`) stays where nobody
changed it.
"""

from collections.abc import Iterator
from typing import Any

from tests.standins.teams.cards import INSIDE
from tests.standins.teams.state import Json


def filled(card: Any, action: Json, given: Json) -> Json:
    """The action's data with the inputs'. Nobody fills in what is not there, or leaves out what is required."""
    if action.get("associatedInputs", "auto").lower() == "none":
        found: dict[str, Json] = {}
    else:
        found = {it["id"]: it for it in inputs(card)}
    unknown = sorted(given.keys() - found.keys())
    if unknown:
        raise ValueError(f"the card has no input {', '.join(unknown)}: {sorted(found)}")
    values = {id: str(value) for id, it in found.items() if (value := given.get(id, _before(it))) not in (None, "")}
    missing = sorted(id for id, it in found.items() if it.get("isRequired") and id not in values)
    if missing:
        raise ValueError(f"{', '.join(missing)} must be filled in")
    data: Json = action.get("data", {})
    return data | values


def inputs(card: Any) -> Iterator[Json]:
    """Every input of a card, wherever it stands."""
    if isinstance(card, list):
        for one in card:
            yield from inputs(one)
    elif isinstance(card, dict):
        if str(card.get("type", "")).startswith("Input."):
            yield card
        for name in (*INSIDE, "card"):
            yield from inputs(card.get(name))


def _before(it: Json) -> Any:
    if it["type"] == "Input.Toggle":
        return it.get("value", it.get("valueOff", "false"))
    return it.get("value")
