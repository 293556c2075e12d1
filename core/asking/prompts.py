"""What a model is asked about one part of a transcript."""

import json
from collections.abc import Sequence

from core import prompts, tokens
from core.asking.lines import Numbered
from core.asking.schema import statements
from core.checking.verifying import VERDICTS
from core.ports import Prompt
from core.summary import SummaryRequest

NAME = "summarize"
TOKENS_PER_STATEMENT = 60  # with its JSON; a long one of 40 words and six sources
FEWEST, MOST = 5, 14
MESSAGES_PER_STATEMENT = 25
TOKENS_PER_VERDICT = 20
REUSED_FROM_TOKENS = 512  # shorter prompts are not kept by the server ("Prompt caching", Messages API)


def part(numbered: Numbered, ids: Sequence[str], request: SummaryRequest, version: int, reused: bool = False) -> Prompt:
    """The prompt for some messages. Instructions are whole whatever the size of the text: nothing is cut here."""
    text, most = numbered.text(ids), _most(len(ids))
    return Prompt(
        system=prompts.load(NAME, version),
        text=text,
        max_tokens=2 * most * TOKENS_PER_STATEMENT,  # room for what the schema adds and for long languages
        question=question(request, most),
        schema=statements("summary"),
        reused=reused and tokens.of_text(text) >= REUSED_FROM_TOKENS,
    )


def repair(text: str, most: int) -> Prompt:
    """For `core.checking.repairing`."""
    return Prompt(prompts.load("repair", 1), text, 2 * most * TOKENS_PER_STATEMENT, schema=statements("repair"))


def verify(text: str, most: int) -> Prompt:
    """For `core.checking.verifying`."""
    return Prompt(prompts.load("verify", 1), text, 100 + 2 * most * TOKENS_PER_VERDICT, schema=VERDICTS)


def question(request: SummaryRequest, most: int) -> str:
    """What differs from one request about the same messages to the next."""
    parts = [f"At most {most} statements."]
    if request.focus:
        parts.append(f"Only what bears on {json.dumps(request.focus, ensure_ascii=False)}.")
    if request.language:
        parts.append(f"Write in {json.dumps(request.language, ensure_ascii=False)}; quote words as they were written.")
    return " ".join(parts)


def _most(messages: int) -> int:
    """How many statements so many messages are worth. The reader's word limit is kept later, from what was stated."""
    return min(MOST, FEWEST + messages // MESSAGES_PER_STATEMENT)
