"""Groups the chosen sentences by what they are about, with a label in the messages' own words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.offline.phrases import best_phrase, mentions
from core.offline.rank import Ranked


@dataclass(frozen=True, slots=True)
class Topic:
    label: str | None
    about: tuple[Ranked, ...]


def group(chosen: Sequence[Ranked], ranked: Sequence[Ranked]) -> list[Topic]:
    """The chosen by topic: topics by their first sentence, sentences by time. Each is in one topic."""
    spread = Counter(s for r in ranked for s in r.stems)
    left = list(chosen)
    topics: list[Topic] = []
    used: frozenset[str] = frozenset()
    while left:
        label = best_phrase([r.candidate.text for r in left], spread, len(ranked), used)
        about = [r for r in left if label and mentions(r.candidate.text, label)]
        if not about:
            topics += [Topic(None, (r,)) for r in left]
            break
        used |= frozenset(s for r in about for s in r.stems) if len(about) == 1 else frozenset()
        topics.append(Topic(label, tuple(about)))
        left = [r for r in left if r not in about]
    return sorted(topics, key=lambda t: (t.about[0].candidate.message, t.about[0].candidate.place))
