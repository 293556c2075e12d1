"""Versions of a prompt side by side: checks of their answers, cost, time, and what people thought."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import fmean, median

from core.results import Result

_SURE = 1.96  # standard deviations on both sides that hold 95 of 100


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `total`; the true share lies between `low` and `high` 95 times of 100.

    Wilson's interval (1927), which holds for few and for none: Brown, Cai and DasGupta, Interval Estimation for a
    Binomial Proportion, 2001. Of nothing it is 0 to 1.
    """

    count: int
    total: int

    @property
    def low(self) -> float:
        return self._interval[0]

    @property
    def high(self) -> float:
        return self._interval[1]

    @property
    def _interval(self) -> tuple[float, float]:
        if not self.total:
            return 0.0, 1.0
        share, n, z = self.count / self.total, self.total, _SURE
        middle, spread = share + z * z / (2 * n), z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return max(0.0, (middle - spread) / (1 + z * z / n)), min(1.0, (middle + spread) / (1 + z * z / n))


@dataclass(frozen=True, slots=True)
class Compared:
    """One version. Answers from the cache count for what people thought, not for checks, cost and time.

    Cost in US dollars and time in seconds are None where no answer was made.
    """

    prompt_version: int
    answers: int
    cached: int
    failed: Share  # of the statements that the model gave
    unconfirmed: Share
    liked: Share  # of the answers that people had an opinion of
    mean_cost: float | None
    median_seconds: float | None
    p99_seconds: float | None


def compare(results: Iterable[Result]) -> Sequence[Compared]:
    """Each version once, the oldest first; answers without a model are left out."""
    asked = sorted((r for r in results if r.prompt_version), key=_version)
    return [_compared(version, list(group)) for version, group in groupby(asked, _version)]


def verdicts(versions: Sequence[Compared]) -> list[str]:
    """What can be told of each version and the one before it: one line for checks, one for opinions."""
    lines = []
    for old, new in pairwise(versions):
        names = f"version {new.prompt_version} against {old.prompt_version}"
        lines.append(f"{names}, statements that fail: {_verdict(old.failed, new.failed)}")
        lines.append(f"{names}, answers people liked: {_verdict(old.liked, new.liked)}")
    return lines


def _verdict(old: Share, new: Share) -> str:
    """Where the intervals have nothing in common the difference is no accident."""
    if new.high < old.low:
        return "fewer"
    if new.low > old.high:
        return "more"
    return f"too few to tell ({new.count} of {new.total} against {old.count} of {old.total})"


def _compared(version: int, results: Sequence[Result]) -> Compared:
    made = [r for r in results if not r.cached]
    stated = sum(r.checks.stated for r in made)
    opinions = [r.opinion for r in results if r.opinion]
    seconds = sorted(r.seconds for r in made)
    return Compared(
        version,
        len(results),
        len(results) - len(made),
        failed=Share(sum(r.checks.failed for r in made), stated),
        unconfirmed=Share(sum(r.checks.unconfirmed for r in made), stated),
        liked=Share(opinions.count("up"), len(opinions)),
        mean_cost=fmean(r.cost for r in made) if made else None,
        median_seconds=median(seconds) if made else None,
        # The nearest rank: below a hundred answers it is the slowest.
        p99_seconds=seconds[math.ceil(0.99 * len(seconds)) - 1] if made else None,
    )


def _version(result: Result) -> int:
    return result.prompt_version or 0
