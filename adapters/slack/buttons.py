"""What people press on an answer."""

from typing import Any

from adapters.slack.inert import plain

Json = dict[str, Any]

PUBLISH, SHORTER, REFRESH, STOP = "recap_publish", "recap_shorter", "recap_refresh", "recap_stop"
UP, DOWN, REASON = "recap_up", "recap_down", "recap_reason"
VALUE_MAX_CHARS = 2_000  # of a button: https://docs.slack.dev/reference/block-kit/block-elements/button-element
REASON_MAX_CHARS = 500


def row(value: str, publish_to: str) -> Json:
    """Under an answer; `value` comes back with whichever is pressed. `publish_to` names the channel."""
    publish = _button(PUBLISH, "Publish to channel", value, style="primary") | {
        "confirm": {
            "title": _plain("Publish?"),
            "text": _plain(f"Everybody in {publish_to} will be able to read this summary."),
            "confirm": _plain("Publish"),
            "deny": _plain("Not now"),
        }
    }
    others = ((SHORTER, "Shorter"), (REFRESH, "Refresh"), (UP, "👍"), (DOWN, "👎"))
    return {"type": "actions", "elements": [publish, *(_button(id, text, value) for id, text in others)]}


def again(value: str) -> Json:
    """Where an answer failed: to ask the same once more."""
    return {"type": "actions", "elements": [_button(REFRESH, "Try again", value)]}


def stop(value: str) -> Json:
    return {"type": "actions", "elements": [_button(STOP, "Stop", value)]}


def line(text: str) -> Json:
    return {"type": "section", "text": _plain(text, 3_000)}


def why(value: str) -> Json:
    """The modal that asks what was wrong."""
    element = {
        "type": "plain_text_input",
        "action_id": REASON,
        "multiline": True,
        "max_length": REASON_MAX_CHARS,
    }
    return {
        "type": "modal",
        "callback_id": REASON,
        "private_metadata": value,
        "title": _plain("What was wrong?"),
        "submit": _plain("Send"),
        "close": _plain("No reason"),
        "blocks": [
            {
                "type": "input",
                "block_id": REASON,
                "optional": True,
                "label": _plain("In your words, kept for evaluation"),
                "element": element,
            }
        ],
    }


def _button(id: str, text: str, value: str, **more: str) -> Json:
    return {"type": "button", "action_id": id, "text": _plain(text), "value": value, **more}


def _plain(text: str, most: int = 300) -> Json:
    return {"type": "plain_text", "text": plain(text, most)}
