"""Matters in which nobody may be misquoted: by the channel, or by what is said."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from core.consent import is_one_of
from core.models import Channel
from core.routing.lexicon import Cue, cues
from core.routing.phrases import Phrases
from core.routing.said import Said

ENOUGH = 1.0
NEAR = 30  # messages: cues further apart belong to other matters
_CUES = Phrases(cues())


@dataclass(frozen=True, slots=True)
class Stakes:
    """The `matters` found ("legal"), the `phrases` and `messages` (ids) that show it, the strongest one's `score`."""

    channel: bool = False
    matters: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    score: float = 0.0

    @property
    def high(self) -> bool:
        return self.channel or bool(self.matters)


def stakes(said: Sequence[Said], channel: Channel | None = None, marked: Sequence[str] = ()) -> Stakes:
    """`marked` are the channels of the settings: patterns (`legal-*`) of names or ids.

    A matter is found where the weights of its cues, each of them once, reach `ENOUGH` within `NEAR` messages.
    """
    near: dict[str, deque[tuple[int, Cue]]] = {}
    matters: dict[str, list[tuple[int, Cue]]] = {}
    highest = 0.0
    for place, s in enumerate(said):
        for cue in _CUES.find(s.words):
            there = near.setdefault(cue.matter, deque())
            there.append((place, cue))
            while there[0][0] < place - NEAR:
                there.popleft()
            score = sum(c.weight for c in {c for _, c in there})
            highest = max(highest, score)
            if score >= ENOUGH:
                matters.setdefault(cue.matter, list(there))
    found = [hit for hits in matters.values() for hit in hits]
    return Stakes(
        channel is not None and is_one_of(channel, marked),
        tuple(matters),
        tuple(dict.fromkeys(cue.phrase for _, cue in found)),
        tuple(dict.fromkeys(said[place].message.id for place, _ in found)),
        round(highest, 2),
    )
