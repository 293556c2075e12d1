"""What a reader wants to hear about, found in what was said."""

import math
from collections.abc import Sequence

from core.offline.candidates import Candidate
from core.text.words import content

_FIRST = 60.0  # a full match goes before everything that does not match


def focus_weights(candidates: Sequence[Candidate], focus: str | None) -> list[float]:
    """For each candidate 1 where it does not match, more the better it does.

    A match is a word of the focus in the sentence or in its author's name; rare words count more. Where nothing
    matches, all weigh the same.
    """
    wanted = frozenset(content(focus or ""))
    if not wanted:
        return [1.0] * len(candidates)
    matches = [wanted.intersection((*c.stems, *content(c.author.name))) for c in candidates]
    rarity = {s: math.log1p(len(matches) / n) for s in wanted if (n := sum(s in m for m in matches))}
    total = sum(rarity.values()) or 1.0
    return [1 + _FIRST * (sum(rarity[s] for s in m) / total) ** 2 for m in matches]
