"""People who speak say one thing in several breaths: neighbouring acts of one speaker are one statement."""

from collections.abc import Iterator, Sequence

from core.findings.utterances import Utterance

GAP = 2  # utterances between two acts of one speaker that still belong together
SLACK = 0.7  # logits that an act may lack beside one of its speaker's that was found


def clusters(scores: Sequence[float], said: Sequence[Utterance], register: str) -> Iterator[tuple[int, ...]]:
    """Indices of the utterances found, score above 0, in groups; in writing each stands for itself."""
    if register != "spoken":
        yield from ((i,) for i, score in enumerate(scores) if score > 0)
        return
    found = [score > 0 for score in scores]
    _extend(found, scores, said, range(len(said)), -1)
    _extend(found, scores, said, range(len(said) - 1, -1, -1), 1)
    group: list[int] = []
    for index in (i for i, yes in enumerate(found) if yes):
        if group and not _together(said, group[-1], index):
            yield tuple(group)
            group = []
        group.append(index)
    if group:
        yield tuple(group)


def _extend(
    found: list[bool], scores: Sequence[float], said: Sequence[Utterance], order: Sequence[int], back: int
) -> None:
    """Takes in the acts beside those found, one pass in one direction."""
    for index in order:
        if not found[index] and scores[index] > -SLACK:
            beside = (index + back * step for step in range(1, GAP + 1))
            found[index] = any(0 <= i < len(said) and found[i] and _together(said, i, index) for i in beside)


def _together(said: Sequence[Utterance], a: int, b: int) -> bool:
    return said[a].speaker == said[b].speaker and abs(a - b) <= GAP
