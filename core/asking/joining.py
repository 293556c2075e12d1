"""The parts' statements as one summary, without a call: said once, in order, within the words asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from core.asking.kept import DECISION, GIST, POINT, QUESTION, Kept
from core.decisions.changed import marked_as_changed
from core.decisions.reversing import changes
from core.models import Coverage, Transcript
from core.offline.budget import default_words
from core.offline.choose import alike
from core.summary import ActionItem, Decision, Point, Statement, Summary, SummaryRequest
from core.text.words import STOP_WORDS, content, length

_OVERVIEW_MAX_WORDS = 60
_OVERVIEW_SHARE = 0.35
_QUESTIONS_SHARE = 0.25
_LEAST_WORDS = 60  # beside the findings, however little was said: a sentence of each kind
_BESIDE_FINDINGS = 2 / 3  # of a summary whose length nobody asked for is kept for what is neither decided nor to do


def join(
    transcript: Transcript,
    parts: Sequence[Sequence[Kept]],
    request: SummaryRequest,
    coverage: Coverage,
    engine: str,
    checks: Mapping[str, object],
) -> Summary:
    """The summary of one transcript. Each part's statements stand in the order of their importance.

    Decisions and action items are never cut; open questions, overview and points share the words that are left. Which
    points stay is decided rank by rank over all parts; they are shown in the order in which the parts were said.
    """
    once = _said_once([_doubtful_below(part) for part in parts])
    decisions = tuple(s for s in _statements(once) if isinstance(s, Decision))
    actions = tuple(s for s in _statements(once) if isinstance(s, ActionItem))
    room, over = _room((*decisions, *actions), request, transcript)
    questions = _fitting(once, QUESTION, int(room * _QUESTIONS_SHARE))
    room -= _length(questions)
    short = min(_OVERVIEW_MAX_WORDS, int(room * _OVERVIEW_SHARE))
    gists = _fitting(once, GIST, short) or _fitting(once, GIST, room)[:1]
    points = _fitting(once, POINT, room - _length(gists))
    if not (points or decisions or actions or questions):
        gists, points = [], gists  # an overview of nothing is a point
    return Summary(
        id=transcript.id,
        overview=" ".join(s.text for s in gists),
        overview_sources=tuple(dict.fromkeys(id for s in gists for id in s.sources)),
        points=tuple(s for s in points if isinstance(s, Point)),
        decisions=marked_as_changed(decisions, transcript.messages),
        action_items=actions,
        open_questions=tuple(questions),
        coverage=coverage,
        engine=engine,
        checks={**checks, "over_budget": True} if over else checks,
    )


def _room(findings: Sequence[Statement], request: SummaryRequest, transcript: Transcript) -> tuple[int, bool]:
    """Words left beside decisions and action items, and whether these alone are more than was asked for."""
    certain = _length(findings)
    if request.max_words is not None:
        return max(0, request.max_words - certain), certain > request.max_words
    wanted = default_words(transcript)
    return max(wanted - certain, int(wanted * _BESIDE_FINDINGS), _LEAST_WORDS), False


def _doubtful_below(part: Sequence[Kept]) -> list[Kept]:
    """The overview carries no mark: what is unconfirmed in it is a point."""
    return [replace(k, kind=POINT) if k.kind == GIST and k.statement.unconfirmed else k for k in part]


def _statements(parts: Iterable[Sequence[Kept]]) -> Iterator[Statement]:
    return (kept.statement for part in parts for kept in part)


def _said_once(parts: Iterable[Sequence[Kept]]) -> list[list[Kept]]:
    """Without what an earlier statement of the same kind says already: parts meet in the middle of a matter."""
    said: dict[str, list[tuple[frozenset[str], Kept]]] = {}
    out: list[list[Kept]] = []
    for part in parts:
        out.append([])
        for kept in part:
            meaning = frozenset(content(kept.statement.text)) - STOP_WORDS
            before = said.setdefault(kept.kind, [])
            if not any(alike(meaning, other) and not _differ(k, kept) for other, k in before if meaning and other):
                out[-1].append(kept)
            before.append((meaning, kept))
    return out


def _differ(a: Kept, b: Kept) -> bool:
    """Two decisions in nearly the same words of which one takes the other back are two."""
    if a.kind != DECISION:
        return False
    one, other = a.statement.text, b.statement.text
    return changes(one, other) > 0 or changes(other, one) > 0


def _fitting(parts: Sequence[Sequence[Kept]], kind: str, words: int) -> list[Statement]:
    """What fits, by rank: the first of each part before the second of any. In the order of the parts."""
    of_kind = [[kept.statement for kept in part if kept.kind == kind] for part in parts]
    chosen: set[int] = set()
    for statement in (s for rank in zip_longest(*of_kind) for s in rank if s is not None):
        if (size := length(statement.text)) <= words:
            chosen.add(id(statement))
            words -= size
    return [s for part in of_kind for s in part if id(s) in chosen]


def _length(statements: Iterable[Statement]) -> int:
    return sum(length(s.text) for s in statements)
