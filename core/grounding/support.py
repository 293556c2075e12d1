"""How well a claim is supported: the signs in its wording, weighed by a small trained part."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from core import weights
from core.grounding.checks import Failure
from core.grounding.passage import Passage
from core.grounding.signs import shared, signs
from core.learned.linear import Linear

# From here on a claim counts as supported. The weights are moved so that few true claims fall below.
BAR = 0.5
# True claims share half of their words with the source, those about something else a tenth; below this, nothing counts.
_LEAST_SHARED = 0.35
_MOST = 2  # a sign seen more often counts no more


def support(claim: str, passage: Passage, failures: Iterable[Failure]) -> float:
    """0 to 1; below `BAR` where a hard check failed or too much in the wording speaks against the claim."""
    failures = list(failures)
    score = 1 - _model().probability(evidence(claim, passage, failures))
    about = shared(claim, passage)
    if failures or about < _LEAST_SHARED:
        return score * BAR * min(1.0, about / _LEAST_SHARED)
    return score


def evidence(claim: str, passage: Passage, failures: Iterable[Failure]) -> Iterator[str]:
    """What is weighed: each sign and each kind of failure, at most `_MOST` times."""
    found = Counter(f.kind for f in failures)
    found.update(signs(claim, passage))
    for sign, count in sorted(found.items()):
        yield from [sign] * min(count, _MOST)


@cache
def _model() -> Linear:
    data = weights.load("grounding")
    return Linear(data["bias"], data["weights"])
