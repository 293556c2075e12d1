"""Very long transcripts: the large model chooses from what the parts have stated."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core import prompts
from core.asking.kept import Kept
from core.asking.part import Asking, PartAsker, TooManyFailed
from core.asking.prompts import TOKENS_PER_STATEMENT, question
from core.asking.readers import Nobody
from core.asking.redacted import Leaving, Redacted
from core.asking.schema import statements
from core.checking import Tally
from core.ports import Call, Prompt
from core.summary import ActionItem

NAME, VERSION = "merge", 1
MOST = 40  # statements


async def merge(
    asking: Asking, large: Call, kept: Sequence[Kept], redacted: Redacted
) -> tuple[tuple[Kept, ...], float]:
    """What the large model makes of `kept`, checked like any answer, and its cost; `kept` itself where it fails."""
    hidden = [await redacted.hidden(k.statement.text) for k in kept]
    sources = dict.fromkeys(id for k in kept for id in k.statement.sources)
    alone = replace(asking, small=large, large=None, said=Nobody().said, tally=Tally())
    asker = PartAsker(alone, _prompt(kept, hidden, asking.leaving), sources)
    try:
        await asker.ask()
    except TooManyFailed:
        return tuple(kept), asker.bill.cost
    answer = asker.answer
    return (tuple(kept) if answer.broken_off else answer.kept), asker.bill.cost


def _prompt(kept: Sequence[Kept], hidden: Iterable[str], leaving: Leaving) -> Prompt:
    rows = (_row(k, text, leaving) for k, text in zip(kept, hidden, strict=True))
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return Prompt(
        system=prompts.load(NAME, VERSION),
        text=f"[\n{lines}\n]",
        max_tokens=2 * MOST * TOKENS_PER_STATEMENT,
        question=question(leaving.request, MOST),
        schema=statements("merge"),
    )


def _row(kept: Kept, text: str, leaving: Leaving) -> list[object]:
    """`[kind, text, numbers]` and the due date, if there is one; owners stand in the text."""
    row: list[object] = [kept.kind, text, sorted(leaving.numbered.numbers(kept.statement.sources))]
    if isinstance(kept.statement, ActionItem) and kept.statement.due:
        row.append(kept.statement.due.isoformat())
    return row
