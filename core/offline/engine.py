"""Puts a summary together from what was found and what was chosen."""

from dataclasses import replace

from core import findings
from core.models import Transcript
from core.offline.budget import share
from core.offline.candidates import Candidate, candidate, candidates
from core.offline.choose import choose
from core.offline.overview import overview
from core.offline.phrases import Fitness
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
    ranking = rank(_new(candidates(transcript), found), budget.words, request.focus)
    chosen = choose(ranking, budget.words - reserved) or _shortened(ranking.ranked, budget.words)
    fitness = Fitness([r.candidate for r in chosen], ranking)
    left = budget.words - sum(length(r.candidate.text) for r in chosen)
    text, sources = overview(chosen, fitness, min(left, _OVERVIEW_MAX_WORDS))
    return Summary(
        id=transcript.id,
        overview=text,
        overview_sources=sources,
        points=tuple(
            Point(r.candidate.text, r.candidate.sources, t.label) for t in group(chosen, fitness) for r in t.about
        ),
        decisions=found.decisions,
        action_items=found.action_items,
        open_questions=budget.open_questions,
        coverage=transcript.coverage,
        engine=ENGINE,
        checks={"over_budget": True} if budget.over else {},
    )


def _new(said: list[Candidate], found: findings.Findings) -> list[Candidate]:
    """Those that no decision, action item or open question says already."""
    known = {" ".join(s.text.lower().split()) for s in (*found.decisions, *found.action_items, *found.open_questions)}
    return [c for c in said if c.text.lower() not in known]


def _shortened(ranked: list[Ranked], words: int) -> list[Ranked]:
    """The best candidate cut to size: better than an empty answer."""
    best = max(ranked, key=lambda r: r.weight, default=None)
    text = shorten(best.candidate.text, words) if best else ""
    if best is None or not text:
        return []
    c = best.candidate
    return [replace(best, candidate=candidate(text, c.sources, c.author, c.message, c.place, c.echo))]
