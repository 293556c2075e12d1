"""Groups the chosen sentences by conversation, or within one by what they are about, under its own words."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.conversations import Conversation
from core.offline.choose import in_order
from core.offline.headings import headings
from core.offline.labels import Labels
from core.offline.phrases import Fitness, Phrase, phrases
from core.offline.rank import Ranked
from core.offline.talks import Talks

_FEW_FOR_A_WORD = 3  # points: a single word above fewer says less than none
_TOO_WIDE = 0.6  # of all points: a phrase in most of them tells none from the others
_FEW_POINTS = 4
_COMES_BACK, _COMES_BACK_SHARE = 5, 0.05  # sentences of the conversation, for a topic of one point
_SHARED = 0.6  # of a topic's sentences say the longer name too


@dataclass(frozen=True, slots=True)
class Topic:
    """Sentences about one thing, in the order in which they were said. No label: what belongs to no topic.

    `conversation` where it is one of several.
    """

    label: str | None
    about: tuple[Ranked, ...]
    conversation: Conversation | None = None


def group(chosen: Sequence[Ranked], fitness: Fitness, found: Talks, labels: Labels) -> list[Topic]:
    """Each of the chosen in one topic; topics in the order of their first sentence, what has none at the end.

    A topic is a conversation where several with a name of their own hold most of the chosen; else a phrase that
    several of the chosen share, or that people come back to.
    """
    named = _by_conversation(chosen, found, labels)
    if not named:
        return _by_phrase(chosen, fitness, labels)
    grouped = {r.candidate for t in named for r in t.about}
    return _sorted(named, [r for r in chosen if r.candidate not in grouped])


def _by_conversation(chosen: Sequence[Ranked], found: Talks, labels: Labels) -> list[Topic]:
    """The conversations that are worth a heading and have a name; none where they hold too little."""
    about: dict[int, list[Ranked]] = {}
    for ranked in chosen:
        about.setdefault(found.conversation(ranked), []).append(ranked)
    messages = [c.messages for c in found.conversations]
    sources = {n: [r.candidate.sources for r in of] for n, of in about.items()}
    named = headings(messages, sources, labels)
    return [Topic(label, tuple(in_order(about[n])), found.conversations[n]) for n, label in named.items()]


def _by_phrase(chosen: Sequence[Ranked], fitness: Fitness, labels: Labels) -> list[Topic]:
    left = [(r, list(phrases(r.candidate.text))) for r in chosen]
    topics, single = [], []
    comes_back = max(_COMES_BACK, _COMES_BACK_SHARE * fitness.sentences)
    while left:
        label = _best([found for _, found in left], fitness, len(chosen))
        if label is None:
            break
        about = [x for x in left if label in x[1]]
        left = [x for x in left if label not in x[1]]
        name = _name(label, about, fitness, labels)
        if (len(about) == 1 and fitness.spread(label) < comes_back) or (
            " " not in name and len(about) < _FEW_FOR_A_WORD
        ):
            single += about
        else:
            topics.append(Topic(name, tuple(in_order([r for r, _ in about]))))
    return _sorted(topics, [r for r, _ in (*single, *left)])


def _name(label: Phrase, about: Sequence[tuple[Ranked, list[Phrase]]], fitness: Fitness, labels: Labels) -> str:
    fuller = _fuller(label, [found for _, found in about], fitness)
    texts = [r.candidate.text for r, _ in about]
    longer = labels(texts, texts, fuller.stems) if len(fuller.stems) == 1 else None
    return longer or fuller.written


def _sorted(topics: list[Topic], rest: Sequence[Ranked]) -> list[Topic]:
    topics.sort(key=lambda t: (t.about[0].candidate.message, t.about[0].candidate.place))
    return [*topics, Topic(None, tuple(in_order(rest)))] if rest else topics


def _best(sentences: Sequence[Sequence[Phrase]], fitness: Fitness, points: int) -> Phrase | None:
    """The phrase that names most of what is left; of equals the first."""
    score: dict[Phrase, float] = {}
    for found in sentences:
        for phrase in dict.fromkeys(found):
            score[phrase] = score.get(phrase, 0.0) + fitness(phrase)
    if points >= _FEW_POINTS:
        for phrase in score:
            if sum(phrase in found for found in sentences) > _TOO_WIDE * points:
                score[phrase] /= points
    return max(score, key=lambda p: score[p], default=None)


def _fuller(label: Phrase, sentences: Sequence[Sequence[Phrase]], fitness: Fitness) -> Phrase:
    """ "global object" where most sentences about the object say so."""
    longer = [
        phrase
        for phrase in dict.fromkeys(p for found in sentences for p in found)
        if len(label.stems) == 1
        and phrase.stems[1:] == label.stems
        and fitness.spread(phrase) > 1
        and sum(phrase in found for found in sentences) >= _SHARED * len(sentences)
    ]
    return max(longer, key=fitness, default=label)
