"""When and whether somebody gets messages about action items."""

from collections.abc import Mapping
from typing import Any

from adapters.teams.buttons import Json, card, execute, line
from core.action_items.preferences import Preferences
from core.replies import items as said

PREFIX = "recap_prefer_"
HOUR, NEVER = "hour", "never"
ON, OFF, SAVE = "on", "off", "hour"


def preferences(wanted: Preferences, *lines: str) -> Json:
    """`lines` are said before it."""
    body = [line(text) for text in (*lines, said.preferring(wanted))]
    if wanted.opted_out:
        return card(body, [_press(ON, "Send me messages")])
    hours = {f"{hour:02}:00": str(hour) for hour in range(24)} | {"No morning list": NEVER}
    choices = [{"title": text, "value": value} for text, value in hours.items()]
    chosen = str(wanted.hour) if wanted.morning else NEVER
    field = {"type": "Input.ChoiceSet", "id": HOUR, "label": "Morning list at", "choices": choices, "value": chosen}
    return card([*body, field], [_press(SAVE, "Save"), _press(OFF, "Send me no messages")])


def changes(action: Mapping[str, Any]) -> dict[str, Any]:
    """Of `Preferences`. Errors: `ValueError` and its kin where it is none of ours."""
    act = str(action["verb"]).removeprefix(PREFIX)
    if act in (ON, OFF):
        return {"opted_out": act == OFF}
    hour = action["data"][HOUR]
    return {"morning": False} if hour == NEVER else {"morning": True, "hour": int(hour) % 24}


def _press(act: str, label: str) -> Json:
    return execute(f"{PREFIX}{act}", label, act)
