"""The settings of a team as its owners change them."""

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.teams.buttons import CARRIED, Json, card, execute, line
from core.replies.workspaces import SETTINGS_FIELDS

SAVE = "recap_settings_save"
VALUE_MAX_CHARS = 1_000


def form(workspace: str, texts: Mapping[str, str], said: Sequence[str]) -> Json:
    """`texts` are the values by their keys, `said` the lines over them."""
    fields = [_field(key, label, texts.get(key, "")) for key, label in SETTINGS_FIELDS.items()]
    inside = card(fields, [execute(SAVE, "Save", workspace)])
    change = {"type": "Action.ShowCard", "title": "Change settings", "card": inside}
    return card([line(text) for text in said], [change])


def sent(action: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The workspace, and "key=value" of each field. Errors: `KeyError` where it is none of ours."""
    data = action["data"]
    values = {key: " ".join(str(data.get(key) or "").split()) for key in SETTINGS_FIELDS}
    return str(data[CARRIED]), [f"{key}={value}" for key, value in values.items()]


def _field(key: str, label: str, value: str) -> Json:
    field = {"type": "Input.Text", "id": key, "label": label, "maxLength": VALUE_MAX_CHARS}
    return field | ({"value": value[:VALUE_MAX_CHARS]} if value else {})
