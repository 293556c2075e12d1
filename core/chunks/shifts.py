"""Where cohesion drops against its surroundings."""

from collections.abc import Sequence

REACH = 20  # places on each side that count as the surroundings
APART = 4  # messages: shifts are further apart, and no nearer to either end, where there is too little to compare
LOOK_AHEAD = REACH + APART


def depths(similarities: Sequence[float]) -> list[float]:
    """How far each similarity lies below its surroundings, in their measure: 0 not at all, 1 down to nothing.

    The surroundings are the mean of the highest similarity on the left and on the right, as in the depth score of
    TextTiling (Hearst 1997), but taken from `REACH` places and as a share: cosines of words and of embeddings differ
    in size. A place at the lower end of a slope counts only as far as both sides rise.
    """
    out = []
    for place, here in enumerate(similarities):
        left = max(similarities[max(0, place - REACH) : place + 1])
        right = max(similarities[place : place + REACH + 1])
        around = (left + right) / 2
        out.append(1 - here / around if around > 0 else 0.0)
    return out


def peaks(depths: Sequence[float], threshold: float) -> list[int]:
    """Places deeper than the threshold and deeper than all within `APART` places; of equal ones the first."""
    out = []
    for place in range(APART - 1, len(depths) - APART + 1):
        before, after = depths[max(0, place - APART) : place], depths[place + 1 : place + 1 + APART]
        if depths[place] > max(threshold, *before) and depths[place] >= max(after):
            out.append(place)
    return out
