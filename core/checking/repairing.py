"""What one more call gets to mend the statements that failed: each, what is wrong, and the messages around its sources.

The call's instructions are `prompts.load("repair", 1)`, its answer has the schema of a summary with the title "repair".
"""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from core.checking.judge import Failed
from core.checking.shown import around
from core.checking.wrong import words
from core.grounding.checks import Failure
from core.redaction.outgoing import Outgoing

_HIDDEN = {"personal", "order", "link"}  # these statements are beyond mending: their words are not sent again
_AS_WRITTEN = {"id", "placeholder", "owner", "speaker"}  # numbers and placeholders, as the model wrote them
_PLACEHOLDER = re.compile(r"<[A-Z_]+_\d+>")


@dataclass(frozen=True, slots=True)
class Repair:
    """`text` is that of the prompt; `asked` the numbers of the messages in it, which the answer may name."""

    text: str
    asked: Collection[int]


def repair(failed: Sequence[Failed], outgoing: Outgoing) -> Repair | None:
    """None where nothing can be mended: an order that was obeyed, or personal data, is left out for good."""
    items = [_item(f, outgoing) for f in failed if not any(x.kind in _HIDDEN for x in f.failures)]
    if not items:
        return None
    asked = {message[0] for item in items for message in item["messages"]}
    return Repair("[\n" + ",\n".join(map(_json, items)) + "\n]", asked)


def _item(failed: Failed, outgoing: Outgoing) -> dict[str, Any]:
    stated = failed.stated
    item: dict[str, Any] = {"kind": stated.kind, "text": stated.text, "sources": list(stated.sources)}
    item |= {k: v for k, v in (("owner", stated.owner), ("due", stated.due)) if v}
    return item | {
        "wrong": [_words(f, stated.text) for f in failed.failures],
        "messages": around(stated.sources, outgoing),
    }


def _words(failure: Failure, written: str) -> str:
    """What is wrong, in words. What stands in the failure only because a placeholder was restored is not sent."""
    sent = failure.kind in _AS_WRITTEN or failure.what.lower() in _PLACEHOLDER.sub(" ", written).lower()
    return words(failure.kind, failure.what if sent else "in it")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
