"""Whether Slack would take these blocks: slack_sdk's models, and the limits they miss.

Limits: https://docs.slack.dev/reference/block-kit/blocks, .../block-elements and .../composition-objects.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from tests.standins.slack.state import Json

MESSAGE_BLOCKS_MAX = 50
VIEW_BLOCKS_MAX = 100
BLOCKS_MAX_CHARS = 13_200  # over all texts of a message; found by others, Slack names no figure
MARKDOWN_MAX_CHARS = 12_000  # over all markdown blocks of a message
VIEW_MAX_BYTES = 250_000
BUTTON_TEXT_MAX_CHARS = 75
FIELD_MAX_CHARS = 2_000
OPTIONS_MAX = {"overflow": 5, "radio_buttons": 10, "checkboxes": 10, "static_select": 100, "multi_static_select": 100}


def complaints(blocks: Any, most: int = MESSAGE_BLOCKS_MAX) -> list[str]:
    """What is wrong with the blocks, in Slack's manner; empty where nothing is."""
    if len(blocks) > most:
        return [f"[ERROR] no more than {most} items allowed [json-pointer:/blocks]"]
    found = [f"[ERROR] {wrong} [json-pointer:/blocks/{n}]" for n, b in enumerate(blocks) for wrong in _block(b)]
    return found + [f"[ERROR] {wrong}" for wrong in _together(blocks)]


def view_complaints(view: Json) -> list[str]:
    """The same for a modal or a Home tab."""
    if view.get("type") not in ("modal", "home"):
        return ["[ERROR] must be one of: modal, home [json-pointer:/view/type]"]
    if view["type"] == "modal" and not view.get("title"):
        return ["[ERROR] missing required field: title [json-pointer:/view]"]
    if unknown := view.keys() - View.attributes:
        return [f"[ERROR] no more fields allowed: {sorted(unknown)} [json-pointer:/view]"]
    if not (view.get("blocks") and all(isinstance(b, dict) for b in view["blocks"])):
        return ["[ERROR] missing required field: blocks [json-pointer:/view]"]
    wrong = complaints(view["blocks"], VIEW_BLOCKS_MAX)
    inputs = any(b.get("type") == "input" for b in view["blocks"])
    if view["type"] == "modal" and inputs and not view.get("submit"):
        wrong.append("[ERROR] missing required field: submit [json-pointer:/view]")
    return wrong or _model(View(**view), view)


def too_long(blocks: list[Json]) -> bool:
    return sum(len(text) for text in _texts(blocks)) > BLOCKS_MAX_CHARS


def elements(value: Any) -> Iterator[Json]:
    """Every object that people can press or choose from, at any depth."""
    for item in _objects(value):
        if "action_id" in item or item.get("type") == "button" or item.get("type") in OPTIONS_MAX:
            yield item


def _block(block: Json) -> Iterator[str]:
    try:
        parsed = Block.parse(dict(block))
    except (TypeError, ValueError, AttributeError, SlackObjectFormationError) as error:
        yield str(error)
        return
    if parsed is None:
        yield f"unsupported type: {block.get('type')}"
        return
    yield from _model(parsed, block)
    yield from _limits(block)


def _model(parsed: Any, given: Json) -> list[str]:
    """The model's own checks, and what it dropped because Slack knows no such field."""
    try:
        kept = parsed.to_dict()
    except (SlackObjectFormationError, TypeError, AttributeError) as error:
        return [str(error)]
    return [f"no more fields allowed: {name}" for name in _dropped(given, kept)]


def _dropped(given: Any, kept: Any) -> Iterator[str]:
    if isinstance(given, dict) and isinstance(kept, dict):
        for name, value in given.items():
            if name in kept:
                yield from _dropped(value, kept[name])
            elif value not in (None, [], {}):
                yield name
    elif isinstance(given, list) and isinstance(kept, list):
        for one, other in zip(given, kept, strict=False):
            yield from _dropped(one, other)


def _limits(block: Json) -> Iterator[str]:
    for text in _objects(block):
        if text.get("type") in ("plain_text", "mrkdwn") and not text.get("text"):
            yield "must be more than 0 characters"
    for field in block.get("fields") or []:
        if isinstance(field, dict) and len(field.get("text") or "") > FIELD_MAX_CHARS:
            yield f"fields: must be less than {FIELD_MAX_CHARS + 1} characters"
    if block.get("type") == "header" and _kind(block.get("text")) != "plain_text":
        yield "header: text must be plain_text"
    if block.get("type") in ("actions", "context") and not block.get("elements"):
        yield "elements: must have at least 1 item"
    for element in elements(block):
        yield from _element(element)


def _element(element: Json) -> Iterator[str]:
    kind, options = str(element.get("type")), element.get("options")
    if kind == "button":
        text = element.get("text")
        if _kind(text) != "plain_text" or not isinstance(text, dict):
            yield "button: text must be plain_text"
        elif len(text.get("text", "")) > BUTTON_TEXT_MAX_CHARS:
            yield f"button: text must be less than {BUTTON_TEXT_MAX_CHARS + 1} characters"
        if element.get("style") not in (None, "primary", "danger"):
            yield "button: style must be primary or danger"
    if kind in OPTIONS_MAX and options is not None and not 1 <= len(options) <= OPTIONS_MAX[kind]:
        yield f"{kind}: must have 1 to {OPTIONS_MAX[kind]} options"
    initial = element.get("initial_option")
    if initial and initial not in (options or [initial]):
        yield f"{kind}: initial_option is none of the options"


def _together(blocks: list[Json]) -> Iterator[str]:
    for name, values in (
        ("action_id", [e["action_id"] for e in elements(blocks) if e.get("action_id")]),
        ("block_id", [b["block_id"] for b in blocks if b.get("block_id")]),
    ):
        yield from (f"{name} `{value}` already exists" for value, n in Counter(values).items() if n > 1)
    if sum(len(b.get("text") or "") for b in blocks if b.get("type") == "markdown") > MARKDOWN_MAX_CHARS:
        yield f"markdown blocks must be less than {MARKDOWN_MAX_CHARS + 1} characters"


def _kind(text: Any) -> Any:
    return text.get("type") if isinstance(text, dict) else None


def _objects(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)


def _texts(value: Any) -> Iterator[str]:
    for item in _objects(value):
        if isinstance(item.get("text"), str):
            yield item["text"]
