"""When and whether somebody gets messages about action items, in App Home."""

from typing import Any

from core.action_items.preferences import Preferences
from core.replies import items as said

Json = dict[str, Any]

HOUR, MESSAGES = "recap_item_hour", "recap_item_messages"
ON, OFF, NEVER = "on", "off", "never"


def preferences(wanted: Preferences) -> list[Json]:
    line = {"type": "section", "text": _plain(said.preferring(wanted))}
    if wanted.opted_out:
        return [line, {"type": "actions", "elements": [_button("Send me messages", ON)]}]
    options = [_option(f"Morning list at {hour:02}:00", str(hour)) for hour in range(24)]
    options.append(_option("No morning list", NEVER))
    chosen = options[wanted.hour if wanted.morning else -1]
    hours = {"type": "static_select", "action_id": HOUR, "options": options, "initial_option": chosen}
    return [line, {"type": "actions", "elements": [hours, _button("Send me no messages", OFF)]}]


def hour(action: Json) -> int | None:
    """What was chosen, None: no morning list."""
    value = action["selected_option"]["value"]
    return None if value == NEVER else int(value)


def _button(text: str, value: str) -> Json:
    return {"type": "button", "action_id": MESSAGES, "text": _plain(text), "value": value}


def _option(text: str, value: str) -> Json:
    return {"text": _plain(text), "value": value}


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}
