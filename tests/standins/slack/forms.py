"""What an element of a form says once somebody has filled it in.

https://docs.slack.dev/reference/views#view_state
"""

from typing import Any

from tests.standins.slack.state import Json

_ONE = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
}
_SEVERAL = {
    "multi_users_select": "users",
    "multi_conversations_select": "conversations",
    "multi_channels_select": "channels",
}


def filled(element: Json, choice: Any) -> Json:
    """The element's part of a view's state; untouched it says what it was filled with at first."""
    kind = element["type"]
    if kind in _ONE:
        name = _ONE[kind]
        return {name: element.get(name.replace("selected", "initial")) if choice is None else choice}
    if kind in _SEVERAL:
        name = _SEVERAL[kind]
        return {f"selected_{name}": element.get(f"initial_{name}", []) if choice is None else choice}
    if kind in ("checkboxes", "multi_static_select"):
        chosen = element.get("initial_options", []) if choice is None else [_option(element, c) for c in choice]
        return {"selected_options": chosen}
    if kind in ("static_select", "radio_buttons", "overflow"):
        return {"selected_option": element.get("initial_option") if choice is None else _option(element, choice)}
    if kind == "button":
        return {"value": element.get("value")}
    return {"value": element.get("initial_value") if choice is None else str(choice)}


def _option(element: Json, value: str) -> Json:
    for option in element["options"]:
        if option["value"] == value:
            return {"text": option["text"], "value": value}
    raise ValueError(f"{value} is none of the options")
