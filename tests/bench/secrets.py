"""How many made-up secrets of each promised kind are covered whole, in each place where people paste them."""

from collections import Counter
from collections.abc import Iterable
from random import Random

from adapters.presidio.finder import Finder
from tests.planted.secrets import KINDS, placed

PLACES = ("bare", "in code", "in JSON", "in an env line", "inside a URL")
VALUES = 50


def covered(values: int = VALUES, kinds: Iterable[str] = tuple(KINDS)) -> dict[str, Counter[str]]:
    """Kind -> place -> how many of `values` values were found, every character of each."""
    finder, random = Finder(), Random(3)
    counts: dict[str, Counter[str]] = {}
    for kind in kinds:
        make, counts[kind] = KINDS[kind], Counter()
        for _ in range(values):
            for place, text, value in placed(random, kind, make(random)):
                inside = {i for f in finder.find(text) if f.secret for i in range(f.start, f.end)}
                start = text.index(value)
                counts[kind][place] += inside.issuperset(range(start, start + len(value)))
    return counts


def run(values: int = VALUES) -> None:
    print(f"{'secrets covered, %':28}" + "".join(f"{place:>16}" for place in PLACES))
    for kind, count in covered(values).items():
        print(f"{kind:28}" + "".join(f"{100 * count[place] / values:16.0f}" for place in PLACES))
