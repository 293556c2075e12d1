"""How the words are shared: decisions and action items first, then open questions, points and overview."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from core.findings import Findings
from core.models import Transcript
from core.summary import Statement
from core.text.words import length

_SHORTEST_WORDS, _LONGEST_WORDS = 60, 250  # of a summary whose length nobody asked for
_WORDS_PER_DOUBLING = 20  # a transcript twice as long deserves this much more
_SHORT_TRANSCRIPT_WORDS = 200
_QUESTIONS_SHARE = 0.25  # of what decisions and action items leave


@dataclass(frozen=True, slots=True)
class Budget:
    """Words for overview and points, and the open questions that may stay."""

    words: int
    open_questions: tuple[Statement, ...]
    over: bool = False  # decisions and action items alone exceed what was asked for


def share(max_words: int | None, found: Findings, transcript: Transcript) -> Budget:
    """What is left to say beside the findings. None: the length that a reader of this transcript wants."""
    certain = _length((*found.decisions, *found.action_items))
    if max_words is None:
        wanted = default_words(transcript)
        left = max(2 * wanted // 3, wanted - certain - _length(found.open_questions))
        return Budget(left, found.open_questions)
    if certain > max_words:
        return Budget(0, (), over=True)
    questions = _first_within(found.open_questions, int((max_words - certain) * _QUESTIONS_SHARE))
    return Budget(max_words - certain - _length(questions), questions)


def default_words(transcript: Transcript) -> int:
    """Between 60 and 250, growing with the logarithm of the transcript's length; at most half of what was said."""
    said = sum(length(m.text) for m in transcript)
    doublings = math.log2(max(1.0, said / _SHORT_TRANSCRIPT_WORDS))
    wanted = min(_LONGEST_WORDS, round(_SHORTEST_WORDS + _WORDS_PER_DOUBLING * doublings))
    return min(wanted, max(said // 2, 15))


def _length(statements: Iterable[Statement]) -> int:
    return sum(length(s.text) for s in statements)


def _first_within(statements: Iterable[Statement], words: int) -> tuple[Statement, ...]:
    kept = []
    for statement in statements:
        words -= length(statement.text)
        if words < 0:
            break
        kept.append(statement)
    return tuple(kept)
