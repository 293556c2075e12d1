"""Which conversations are worth a heading, and what stands in it."""

from collections.abc import Mapping, Sequence

from core.models import Message
from core.offline.labels import Labels
from core.text.sentences import sentences

FEWEST_CONVERSATIONS = 2
WORTH_A_HEADING = 3  # messages of a conversation with one point


def headings(
    conversations: Sequence[Sequence[Message]], points: Mapping[int, Sequence[Sequence[str]]], labels: Labels
) -> dict[int, str]:
    """By the place of a conversation; `points` are the sources (ids) of each point of it.

    Empty where it is not several with a name of their own that hold most of the points.
    """
    named = {}
    for n in sorted(points, key=lambda n: -len(conversations[n])):
        messages = conversations[n]
        if len(points[n]) < 2 and len(messages) < WORTH_A_HEADING:
            continue
        sources = {id for of in points[n] for id in of}
        said = [s for m in messages for s in sentences(m.text)]
        if label := labels(said, [m.text for m in messages if m.id in sources]):
            named[n] = label
    held, all_of = sum(len(points[n]) for n in named), sum(map(len, points.values()))
    return named if len(named) >= FEWEST_CONVERSATIONS and 2 * held >= all_of else {}
