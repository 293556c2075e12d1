"""App Home and the settings of a workspace as Slack's views."""

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.slack.inert import plain
from core.replies.workspaces import SETTINGS_FIELDS

Json = dict[str, Any]

SETTINGS = "recap_settings"
TEXT_MAX_CHARS = 3_000


def home(lines: Sequence[str], parts: Mapping[str, Sequence[Json]], admin: Sequence[str]) -> Json:
    """`parts` are blocks under their headings."""
    blocks = [_section(line) for line in lines]
    for heading, shown in parts.items():
        blocks += [{"type": "divider"}, _header(heading), *shown]
    if admin:
        change = {"type": "button", "action_id": SETTINGS, "text": _plain("Change settings", 75)}
        blocks += [
            {"type": "divider"},
            _header("This workspace"),
            *map(_section, admin),
            {"type": "actions", "elements": [change]},
        ]
    return {"type": "home", "blocks": blocks}


def failed(text: str) -> Json:
    return {"type": "home", "blocks": [_section(text)]}


def modal(texts: Mapping[str, str]) -> Json:
    """A form filled with what is set now, by key."""
    return {
        "type": "modal",
        "callback_id": SETTINGS,
        "title": _plain("Recap's settings", 24),
        "submit": _plain("Save", 24),
        "blocks": [_input(key, label, texts[key]) for key, label in SETTINGS_FIELDS.items()],
    }


def values(view: Json) -> dict[str, str]:
    """By key what was typed, nothing where a field was emptied; an emoji goes by its name."""
    typed = view["state"]["values"]
    found = {key: (typed[key][key].get("value") or "").strip() for key in SETTINGS_FIELDS}
    return found | {"reaction": found["reaction"].strip(":")}


def _input(key: str, label: str, text: str) -> Json:
    element: Json = {"type": "plain_text_input", "action_id": key}
    if text:
        element["initial_value"] = text[:TEXT_MAX_CHARS]
    return {"type": "input", "block_id": key, "optional": True, "label": _plain(label, 150), "element": element}


def _header(text: str) -> Json:
    return {"type": "header", "text": _plain(text, 150)}


def _section(text: str) -> Json:
    return {"type": "section", "text": _plain(text, TEXT_MAX_CHARS)}


def _plain(text: str, most: int) -> Json:
    return {"type": "plain_text", "text": plain(text, most)}
