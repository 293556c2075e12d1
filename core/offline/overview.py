"""One sentence that says what the points are about."""

from collections.abc import Sequence

from core.offline.topics import Topic
from core.text.words import length


def overview(topics: Sequence[Topic], words: int) -> tuple[str, tuple[str, ...]]:
    """The sentence and its sources, those of the points that it restates; both empty where it does not fit."""
    named = [t for t in sorted(topics, key=_weight, reverse=True) if t.label]
    while named:
        text = f"About {_listed([t.label for t in topics if t in named and t.label])}."
        if length(text) <= words:
            sources = dict.fromkeys(x for t in topics if t in named for r in t.about for x in r.candidate.sources)
            return text, tuple(sources)
        named.pop()
    return "", ()


def _weight(topic: Topic) -> tuple[int, float]:
    return len(topic.about), sum(r.weight for r in topic.about)


def _listed(labels: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))
