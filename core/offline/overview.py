"""The first lines of a summary: who spoke about what, and the point that matters most."""

import re
from collections.abc import Sequence

from core.models import Person
from core.offline.phrases import Fitness, Phrase, phrases
from core.offline.rank import Ranked
from core.text.words import length

_MOST_NAMES = 3
_LONG_WORDS = 25  # from here on there is room for the main point too
_MOST_PEOPLE = 4
_LEAST_SHARE = 0.3  # of what the best name scores: a poor name says less than none
_ASKS_OR_CALLS = re.compile(r"^@?[\w|.-]+[:,]\s|[?？؟]\W*$")
_LAST_FIRST = re.compile(r"([^,()]+),\s*([^,()]+)")


def overview(chosen: Sequence[Ranked], fitness: Fitness, words: int) -> tuple[str, tuple[str, ...]]:
    """The text and its sources, those of the points that it restates; both empty where nothing fits."""
    text, about = _what_about(chosen, fitness, words)
    if text and words >= _LONG_WORDS and (main := _main(about, words - length(text))):
        text += f" {_called(main.candidate.author.name)}: {main.candidate.text}"
        about = [*about, main]
    return text, tuple(dict.fromkeys(x for r in about for x in r.candidate.sources))


def _what_about(chosen: Sequence[Ranked], fitness: Fitness, words: int) -> tuple[str, list[Ranked]]:
    """One sentence that names people and what they spoke about, and the points it is taken from."""
    names = _names(chosen, fitness)
    while names:
        about = [r for r in chosen if any(n in phrases(r.candidate.text) for n in names)]
        text = _sentence([r.candidate.author for r in about], [n.written for n in names])
        if length(text) <= words:
            return text, about
        names.pop()
    return "", []


def _main(chosen: Sequence[Ranked], words: int) -> Ranked | None:
    """The statement that weighs most among those that are neither questions nor answers to one person nor too long."""
    said = [r for r in chosen if r.candidate.author.name.strip() and not _ASKS_OR_CALLS.search(r.candidate.text)]
    fitting = [r for r in said if length(f"{_called(r.candidate.author.name)}: {r.candidate.text}") <= words]
    return max(fitting, key=lambda r: r.weight, default=None)


def _names(chosen: Sequence[Ranked], fitness: Fitness) -> list[Phrase]:
    """The phrases that name best what the chosen are about, best first; no two share a word."""
    score: dict[Phrase, float] = {}
    for ranked in chosen:
        for phrase in dict.fromkeys(phrases(ranked.candidate.text)):
            score[phrase] = score.get(phrase, 0.0) + fitness(phrase)
    names: list[Phrase] = []
    least = _LEAST_SHARE * max(score.values(), default=0.0)
    for phrase in sorted(score, key=lambda p: -score[p]):
        fits = len(names) < _MOST_NAMES and score[phrase] >= least
        if fits and not any(set(phrase.stems) & set(n.stems) for n in names):
            names.append(phrase)
    return names


def _sentence(authors: Sequence[Person], names: Sequence[str]) -> str:
    people = list(dict.fromkeys(_called(a.name) for a in authors if a.name.strip()))
    about = _listed(names)
    if not people:
        return f"About {about}."
    if len(people) == 1:
        return f"{people[0]} wrote about {about}."
    if len(people) > _MOST_PEOPLE:
        people[_MOST_PEOPLE - 1 :] = [f"{len(people) - _MOST_PEOPLE + 1} others"]
    return f"{_listed(people)} discussed {about}."


def _called(name: str) -> str:
    """ "Smith, Ana" is called Ana Smith; in a list of people the comma would make two of her."""
    turned = _LAST_FIRST.fullmatch(name.strip())
    return f"{turned[2]} {turned[1]}" if turned else name.strip()


def _listed(items: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1])))
