"""What the large model reads where stakes are high: the statements with the messages around their sources, no more.

The call's instructions are `prompts.load("verify", 1)`, its answer has the schema `VERDICTS`.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from core.checking.judge import Stated
from core.checking.shown import around
from core.redaction.outgoing import Outgoing

_VERDICT = {
    "type": "object",
    "properties": {"statement": {"type": "integer"}, "supported": {"type": "boolean"}},
    "required": ["statement", "supported"],
    "additionalProperties": False,
}
VERDICTS: Mapping[str, Any] = {
    "title": "verdicts",
    "type": "object",
    "properties": {"verdicts": {"type": "array", "items": _VERDICT}},
    "required": ["verdicts"],
    "additionalProperties": False,
}


def question(stated: Sequence[Stated], outgoing: Outgoing) -> str:
    """The prompt's text: a JSON array, one statement a line, numbered from 1 as given."""
    items = (_item(n, one, outgoing) for n, one in enumerate(stated, 1))
    lines = (json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items)
    return "[\n" + ",\n".join(lines) + "\n]"


def supported(answer: str, count: int) -> list[bool]:
    """For each of `count` statements whether the answer says it is supported; what it does not speak of is not."""
    try:
        verdicts = json.loads(answer)["verdicts"]
        said = {v["statement"]: v["supported"] is True for v in verdicts}
    except (ValueError, KeyError, TypeError):
        said = {}
    return [said.get(n, False) for n in range(1, count + 1)]


def _item(number: int, stated: Stated, outgoing: Outgoing) -> dict[str, Any]:
    item: dict[str, Any] = {"statement": number, "text": stated.text, "sources": list(stated.sources)}
    item |= {k: v for k, v in (("owner", stated.owner), ("due", stated.due)) if v}
    return item | {"messages": around(stated.sources, outgoing)}
