"""Groups the chosen sentences by what they are about, with a label in the messages' own words.

Here a topic is a phrase that several chosen sentences share, or that the conversation comes back to. Where
conversations are known they can take its place: `group` is all that the engine asks for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.offline.choose import in_order
from core.offline.phrases import Fitness, Phrase, phrases
from core.offline.rank import Ranked

_TOO_WIDE = 0.6  # of all points: a phrase in most of them tells none from the others
_FEW_POINTS = 4
_COMES_BACK, _COMES_BACK_SHARE = 5, 0.05  # sentences of the conversation, for a topic of one point
_SHARED = 0.6  # of a topic's sentences say the longer name too


@dataclass(frozen=True, slots=True)
class Topic:
    """Sentences about one thing, in the order in which they were said. No label: what belongs to no topic."""

    label: str | None
    about: tuple[Ranked, ...]


def group(chosen: Sequence[Ranked], fitness: Fitness) -> list[Topic]:
    """Each of the chosen in one topic; topics in the order of their first sentence, what has none at the end."""
    left = [(r, list(phrases(r.candidate.text))) for r in chosen]
    topics, single = [], []
    comes_back = max(_COMES_BACK, _COMES_BACK_SHARE * fitness.sentences)
    while left:
        label = _best([found for _, found in left], fitness, len(chosen))
        if label is None:
            break
        about = [x for x in left if label in x[1]]
        left = [x for x in left if label not in x[1]]
        if len(about) == 1 and fitness.spread(label) < comes_back:
            single += about
        else:
            name = _fuller(label, [found for _, found in about], fitness)
            topics.append(Topic(name.written, tuple(in_order([r for r, _ in about]))))
    topics.sort(key=lambda t: (t.about[0].candidate.message, t.about[0].candidate.place))
    rest = in_order([r for r, _ in (*single, *left)])
    return [*topics, Topic(None, tuple(rest))] if rest else topics


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
