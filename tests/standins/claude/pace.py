"""How fast the model writes."""

import math
from dataclasses import dataclass
from random import Random

_Z_99 = 2.326  # standard deviations from the median to the 99th percentile


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds to the first token, then tokens a second; 0 tokens a second is all at once.

    With `tail` the first token's time is drawn from a log-normal distribution: `first_seconds` is its median, `tail`
    its 99th percentile.
    """

    first_seconds: float = 0.6
    tokens_per_second: float = 150
    tail: float | None = None

    def first(self, random: Random) -> float:
        if self.tail is None:
            return self.first_seconds
        return self.first_seconds * math.exp(random.gauss(0, math.log(self.tail / self.first_seconds) / _Z_99))

    def writing(self, tokens: float) -> float:
        """Seconds that so many tokens take."""
        return tokens / self.tokens_per_second if self.tokens_per_second else 0.0


NONE = Pace(0, 0)
REAL = Pace()
HEAVY = Pace(tail=1.8)
PACES = {"none": NONE, "real": REAL, "heavy": HEAVY}
