"""Puts a summary together from what was found and what was chosen."""

from dataclasses import replace

from core import findings
from core.decisions.changed import marked_as_changed
from core.models import Transcript
from core.offline.budget import share
from core.offline.candidates import Candidate, candidate, candidates
from core.offline.choose import alike, choose
from core.offline.labels import Labels
from core.offline.overview import overview
from core.offline.phrases import Fitness
from core.offline.rank import Ranked, rank
from core.offline.shorten import shorten
from core.offline.talks import talks, with_unheard
from core.offline.topics import group
from core.summary import Discussed, Point, Summary, SummaryRequest
from core.text.words import STOP_WORDS, content, length

ENGINE = "offline"
_OVERVIEW_SHARE = 0.15
_OVERVIEW_LONG_SHARE = 0.25
_LONG_WORDS = 100  # room for a sentence more
_OVERVIEW_MIN_WORDS = 15  # where points leave more than was kept for it
_OVERVIEW_MAX_WORDS = 40


def summarize(transcript: Transcript, request: SummaryRequest = SummaryRequest()) -> Summary:
    """The summary of one transcript. The same input gives the same output."""
    found = findings.find(transcript, request.max_words)
    budget = share(request.max_words, found, transcript)
    reserved = _for_overview(budget.words)
    ranking = rank(_new(candidates(transcript), found), budget.words, request.focus)
    chosen = choose(ranking, budget.words - reserved) or _shortened(ranking.ranked, budget.words)
    conversations = talks(transcript, chosen)
    if request.max_words is None:
        chosen = with_unheard(chosen, ranking, conversations)
    labels = Labels((m.text for m in transcript), (m.author.name for m in transcript))
    fitness = Fitness([r.candidate for r in chosen], ranking)
    topics = group(chosen, fitness, conversations, labels)
    left = budget.words - sum(length(r.candidate.text) for r in chosen)
    room = min(left, max(reserved, _OVERVIEW_MIN_WORDS)) if request.max_words is not None else _OVERVIEW_MAX_WORDS
    text, sources = overview(topics, fitness, labels, room)
    return Summary(
        id=transcript.id,
        overview=text,
        overview_sources=sources,
        points=tuple(Point(r.candidate.text, r.candidate.sources, t.label) for t in topics for r in t.about),
        decisions=marked_as_changed(found.decisions, transcript.messages),
        action_items=found.action_items,
        open_questions=budget.open_questions,
        coverage=transcript.coverage,
        engine=ENGINE,
        conversations=tuple(Discussed(t.label, t.conversation.ids) for t in topics if t.label and t.conversation),
        checks={"over_budget": True} if budget.over else {},
    )


def _for_overview(words: int) -> int:
    share = _OVERVIEW_LONG_SHARE if words >= _LONG_WORDS else _OVERVIEW_SHARE
    return min(_OVERVIEW_MAX_WORDS, int(words * share))


def _new(said: list[Candidate], found: findings.Findings) -> list[Candidate]:
    """Those that no decision, action item or open question with the same source says already."""
    known: dict[str, list[frozenset[str]]] = {}
    for statement in (*found.decisions, *found.action_items, *found.open_questions):
        for source in statement.sources:
            known.setdefault(source, []).append(frozenset(content(statement.text)))
    return [c for c in said if not any(alike(_meaning(c), k) for x in c.sources for k in known.get(x, ()))]


def _meaning(c: Candidate) -> frozenset[str]:
    return frozenset(c.stems) - STOP_WORDS


def _shortened(ranked: list[Ranked], words: int) -> list[Ranked]:
    """The best candidate cut to size: better than an empty answer."""
    best = max(ranked, key=lambda r: r.weight, default=None)
    text = shorten(best.candidate.text, words) if best else ""
    if best is None or not text:
        return []
    c = best.candidate
    return [replace(best, candidate=candidate(text, c.sources, c.author, c.message, c.place, c.echo))]
