"""Puts a summary together from what was found and what was chosen."""

from core import findings
from core.models import Transcript
from core.offline.budget import share
from core.offline.candidates import Candidate, candidates
from core.offline.choose import choose
from core.offline.overview import overview
from core.offline.rank import Ranked, rank
from core.offline.shorten import shorten
from core.offline.topics import group
from core.summary import Point, Summary, SummaryRequest
from core.text.words import length

ENGINE = "offline"
_OVERVIEW_SHARE = 0.15
_OVERVIEW_MAX_WORDS = 25


def summarize(transcript: Transcript, request: SummaryRequest = SummaryRequest()) -> Summary:
    """The summary of one transcript. The same input gives the same output."""
    found = findings.find(transcript)
    budget = share(request.max_words, found, transcript)
    reserved = min(_OVERVIEW_MAX_WORDS, int(budget.words * _OVERVIEW_SHARE))
    ranked = _new(rank(candidates(transcript), request.focus), found)
    chosen = choose(ranked, budget.words - reserved) or _shortened(ranked, budget.words)
    topics = group(chosen, ranked)
    left = budget.words - sum(length(r.candidate.text) for r in chosen)
    text, sources = overview(topics, min(left, _OVERVIEW_MAX_WORDS))
    return Summary(
        id=transcript.id,
        overview=text,
        overview_sources=sources,
        points=tuple(Point(r.candidate.text, r.candidate.sources, t.label) for t in topics for r in t.about),
        decisions=found.decisions,
        action_items=found.action_items,
        open_questions=budget.open_questions,
        coverage=transcript.coverage,
        engine=ENGINE,
        checks={"over_budget": True} if budget.over else {},
    )


def _new(ranked: list[Ranked], found: findings.Findings) -> list[Ranked]:
    """Those that no decision, action item or open question says already."""
    said = {" ".join(s.text.lower().split()) for s in (*found.decisions, *found.action_items, *found.open_questions)}
    return [r for r in ranked if r.candidate.text.lower() not in said]


def _shortened(ranked: list[Ranked], words: int) -> list[Ranked]:
    """The best candidate cut to size: better than an empty answer."""
    best = max(ranked, key=lambda r: r.score, default=None)
    text = shorten(best.candidate.text, words) if best else ""
    if best is None or not text:
        return []
    c = best.candidate
    return [Ranked(Candidate(text, c.sources, c.author, c.message, c.place, c.echo), best.stems, best.score)]
