"""From left to right: shifts, ties and budget -> parts."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from core import tokens
from core.chunks import shifts
from core.chunks.lexical import Lexical
from core.chunks.part import Part
from core.chunks.ties import ties
from core.models import Message
from core.ports import Cohesion

THRESHOLD = 0.3


def look_back(cohesion: Cohesion) -> int:
    """How many messages behind a place can change whether it is a shift."""
    return cohesion.reach + shifts.LOOK_AHEAD


def split(
    messages: Iterable[Message],
    budget_tokens: int,
    threshold: float = THRESHOLD,
    cohesion: Cohesion = Lexical(),
    links: Iterable[tuple[str, str]] = (),
    least_tokens: int = 0,
) -> tuple[Part, ...]:
    """All messages in their order, each in exactly one part; joined, the parts are the transcript. Linear in time.

    A part ends where similarity drops by more than `threshold` against its surroundings (`core.chunks.shifts`). With
    `least_tokens` it ends at the deepest such place between that size and twice as much: fewer parts, and better
    places. What would pass the budget without any is cut at its deepest drop in the second half.

    No cut tears a message from its answer (by `reply_to`, thread or `links`: ids of a message and the answered one) or
    a code block that runs over several messages (`core.chunks.ties`), unless what hangs together exceeds the budget.

    The same input gives the same parts, and they stay as a transcript grows: new messages change only parts that begin
    less than a budget and `look_back(cohesion)` messages before them.
    """
    kept = tuple(messages)
    torn = ties(kept, links)
    drops = shifts.depths(cohesion.similarities([m.text for m in kept]))
    free = [0.0 if n else drop for drop, n in zip(drops, torn, strict=True)]
    cuts = [place + 1 for place in shifts.peaks(free, threshold)]
    sums = [0, *accumulate(tokens.of_message(m) for m in kept)]
    places = _Places(sums, torn, drops, cuts, budget_tokens, least_tokens)
    parts = []
    start = 0
    while start < len(kept):
        end = places.end_of_part(start)
        cost = sums[end] - sums[start]
        parts.append(Part(kept[start:end], cost, cost > budget_tokens))
        start = end
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class _Places:
    """What is known about the places to cut at. Place p is in front of message p; lists about places begin with 1."""

    sums: Sequence[int]  # tokens in front of each place, from place 0 on
    torn: Sequence[int]
    drops: Sequence[float]
    shifts: Sequence[int]
    budget: int
    least: int

    def end_of_part(self, start: int) -> int:
        """Where the part that begins at this place ends: at a shift, at the end of all, or where the budget forces."""
        fits = max(start + 1, self._within(start, self.budget))
        first = bisect_left(self.shifts, max(start + 1, bisect_left(self.sums, self.sums[start] + self.least)))
        if first < len(self.shifts) and self.shifts[first] <= fits:
            last = bisect_right(self.shifts, min(fits, self._within(start, 2 * self.least)))
            return self._deepest(self.shifts[first : max(last, first + 1)])
        return fits if fits == len(self.sums) - 1 else self._forced(start, fits)

    def _within(self, start: int, tokens: int) -> int:
        """The last place up to which a part costs no more than this."""
        return bisect_right(self.sums, self.sums[start] + tokens) - 1

    def _deepest(self, places: Iterable[int]) -> int:
        return max(places, key=lambda place: self.drops[place - 1])

    def _forced(self, start: int, fits: int) -> int:
        half = max(start + 1, bisect_left(self.sums, self.sums[start] + self.budget // 2))
        late = range(min(half, fits), fits + 1)
        whole = [place for place in late if not self.torn[place - 1]]
        if not whole:
            whole = [place for place in range(start + 1, late.start) if not self.torn[place - 1]][-1:]
        if not whole:
            fewest = min(self.torn[place - 1] for place in late)
            whole = [place for place in late if self.torn[place - 1] == fewest]
        return self._deepest(whole)
