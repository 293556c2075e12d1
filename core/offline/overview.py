"""The first lines of a summary: what was spoken about and by whom, and the points that matter most."""

import re
from collections.abc import Iterable, Sequence

from core.models import Person
from core.offline.labels import Labels, is_telling
from core.offline.phrases import Fitness, Phrase, phrases
from core.offline.rank import Ranked, stands_alone
from core.offline.shorten import shorten
from core.offline.topics import Topic
from core.text.words import content, length

_MOST_NAMES = 3
_LEAST_SHARE = 0.2  # of what the best name scores: a poor name says less than none
_MOST_CONVERSATIONS = 5
_LONG_WORDS = 25  # from here on there is room for the main point too
_MOST_PEOPLE = 4
_MOST_IN_BRACKETS = 3
_LAST_FIRST = re.compile(r"([^,()]+),\s*([^,()]+)")


Told = tuple[str, list[Ranked]]


def overview(topics: Sequence[Topic], fitness: Fitness, labels: Labels, words: int) -> tuple[str, tuple[str, ...]]:
    """The text and its sources, those of the points that it restates; both empty where nothing fits."""
    chosen = [r for t in topics for r in t.about]
    text, about = _conversations(topics, words) if any(t.conversation for t in topics) else ("", [])
    if not text:
        text, about = _one_conversation(chosen, fitness, labels, words)
        if len(_authors(about)) == 1 and _main(chosen, words):  # who said it stands before the point itself
            text, about = "", []
    if words >= _LONG_WORDS or not text:
        text, about = _with_main(text, about, chosen, words)
    return text, tuple(dict.fromkeys(x for r in about for x in r.candidate.sources))


def _conversations(topics: Sequence[Topic], words: int) -> Told:
    """Each by its name, with who spoke: "Gateway restart (Ana and Bo); late invoices (Cleo)."."""
    named = [t for t in topics if t.conversation and _carried(t)]
    named.sort(key=lambda t: -len(t.about))
    shown = named[:_MOST_CONVERSATIONS]
    while shown:
        text = "; ".join(
            f"{t.label} ({_people(_authors(_saying(t)), _MOST_IN_BRACKETS)})" for t in topics if t in shown
        )
        if length(text) <= words:
            return f"{text[0].upper()}{text[1:]}.", [r for t in shown for r in _saying(t)]
        shown.pop()
    return "", []


def _saying(topic: Topic) -> list[Ranked]:
    """The points from messages with a word of the topic's name; what was joined may come from two conversations."""
    name = set(content(topic.label or ""))
    texts = {m.id: set(content(m.text)) for m in topic.conversation.messages} if topic.conversation else {}
    return [r for r in topic.about if any(name & texts.get(x, set()) for x in r.candidate.sources)]


def _carried(topic: Topic) -> bool:
    """Whether points of a conversation are about its name, and whose they are is known."""
    about = _saying(topic)
    return bool(about) and all(a.name.strip() for a in _authors(about))


def _one_conversation(chosen: Sequence[Ranked], fitness: Fitness, labels: Labels, words: int) -> Told:
    """One sentence that names people and what they spoke about, and the points it is taken from."""
    names = _names(chosen, fitness, labels)
    while names:
        text = _sentence(_authors(chosen), [n.written for n in names])
        if length(text) <= words:
            return text, list(chosen)
        names.pop()
    return "", []


def _names(chosen: Sequence[Ranked], fitness: Fitness, labels: Labels) -> list[Phrase]:
    """The phrases that name best what the chosen are about, best first, in full; no two share a word."""
    score: dict[Phrase, float] = {}
    for ranked in chosen:
        for phrase in dict.fromkeys(phrases(ranked.candidate.text)):
            score[phrase] = score.get(phrase, 0.0) + fitness(phrase)
    names: list[Phrase] = []
    least = _LEAST_SHARE * max(score.values(), default=0.0)
    for phrase in sorted(score, key=lambda p: -score[p]):
        if len(names) == _MOST_NAMES or score[phrase] < least:
            break
        full = _in_full(phrase, chosen, labels)
        if is_telling(full) and not any(set(full.stems) & set(n.stems) for n in names):
            names.append(full)
    return names


def _in_full(phrase: Phrase, chosen: Sequence[Ranked], labels: Labels) -> Phrase:
    """ "remote control" for "remote": a word alone is vague."""
    texts = [r.candidate.text for r in chosen]
    longer = labels(texts, texts, phrase.stems) if len(phrase.stems) == 1 else None
    return Phrase(tuple(content(longer)), longer) if longer else phrase


def _with_main(text: str, about: list[Ranked], chosen: Sequence[Ranked], words: int) -> Told:
    """What matters most, in its own words and with who said it, behind what is said already."""
    main = _main(chosen, words - length(text))
    if main is None and not text:
        main = max(chosen, key=lambda r: r.weight, default=None)
    if main is None:
        return text, about
    said = shorten(_said(main), words - length(text))
    return f"{text} {said}".strip(), [*about, main] if said else about


def _main(chosen: Sequence[Ranked], words: int) -> Ranked | None:
    """The statement that weighs most among those that are neither questions nor answers to one person nor too long."""
    said = [r for r in chosen if stands_alone(r.candidate)]
    return max((r for r in said if length(_said(r)) <= words), key=lambda r: r.weight, default=None)


def _said(ranked: Ranked) -> str:
    name = _called(ranked.candidate.author.name)
    return f"{name}: {ranked.candidate.text}" if name else ranked.candidate.text


def _sentence(authors: Sequence[Person], names: Sequence[str]) -> str:
    about = _listed(names)
    if not any(a.name.strip() for a in authors):
        return f"About {about}."
    people = _people(authors, _MOST_PEOPLE)
    return f"{people} {'wrote about' if len(authors) == 1 else 'discussed'} {about}."


def _authors(about: Iterable[Ranked]) -> list[Person]:
    return list(dict.fromkeys(r.candidate.author for r in about))


def _people(authors: Sequence[Person], most: int) -> str:
    people = list(dict.fromkeys(_called(a.name) for a in authors if a.name.strip()))
    if len(people) > most:
        people[most - 1 :] = [f"{len(people) - most + 1} others"]
    return _listed(people)


def _called(name: str) -> str:
    """ "Smith, Ana" is called Ana Smith; in a list of people the comma would make two of her."""
    turned = _LAST_FIRST.fullmatch(name.strip())
    return f"{turned[2]} {turned[1]}" if turned else name.strip()


def _listed(items: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1])))
