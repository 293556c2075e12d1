"""What can be told of two versions of a prompt, and when it cannot."""

from datetime import UTC, datetime

import pytest

from core.comparing import Share, compare, verdicts
from core.results import Checks, Opinion, Result

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)


def result(version: int | None, checks: Checks = Checks(10), **more: object) -> Result:
    return Result("1", NOON, "claude", version, checks, **more)  # type: ignore[arg-type]


def test_each_version_has_its_own_figures() -> None:
    opinions: list[Opinion | None] = ["up", "up", "down", None]
    old = [
        result(1, Checks(10, left_out=1, repaired=2, unconfirmed=3), cost=0.5, seconds=2.0, opinion=o) for o in opinions
    ]
    new = [result(2, Checks(5), cost=0.001 * i, seconds=float(i)) for i in range(1, 201)]
    offline = [result(None, seconds=99.0)]
    first, second = compare([*new, *offline, *old])
    assert (first.prompt_version, first.answers, first.failed, first.unconfirmed, first.liked) == (
        *(1, 4, Share(12, 40), Share(12, 40), Share(2, 3)),
    )
    assert (first.mean_cost, first.median_seconds, first.p99_seconds) == (0.5, 2.0, 2.0)
    assert (second.prompt_version, second.answers, second.median_seconds, second.p99_seconds) == (2, 200, 100.5, 198.0)


def test_answers_from_the_cache_count_for_opinions_only() -> None:
    [version] = compare([result(1, cost=0.01, seconds=2.0), result(1, Checks(), cached=True, opinion="up")])
    assert (version.answers, version.cached, version.mean_cost, version.median_seconds) == (2, 1, 0.01, 2.0)
    assert (version.failed.total, version.liked) == (10, Share(1, 1))
    [only_cached] = compare([result(1, Checks(), cached=True)])
    assert (only_cached.mean_cost, only_cached.median_seconds, only_cached.p99_seconds) == (None, None, None)


@pytest.mark.parametrize(
    ("share", "low", "high"),
    # By hand from Wilson's formula; the first two are in Newcombe, Statistics in Medicine 17 (1998), table I.
    [
        (Share(81, 263), 0.2553, 0.3662),
        (Share(15, 148), 0.0624, 0.1605),
        (Share(0, 20), 0.0, 0.1611),
        (Share(0, 0), 0, 1),
    ],
)
def test_the_interval_is_wilsons(share: Share, low: float, high: float) -> None:
    assert (round(share.low, 4), round(share.high, 4)) == (low, high)


def test_a_difference_is_told_only_where_it_is_no_accident() -> None:
    def told(old: Checks, new: Checks) -> str:
        return verdicts(compare([result(1, old), result(2, new)]))[0].removeprefix("version 2 against 1, ")

    assert told(Checks(20, 2), Checks(20, 1)) == "statements that fail: too few to tell (1 of 20 against 2 of 20)"
    assert told(Checks(2000, 200), Checks(2000, 100)) == "statements that fail: fewer"
    assert told(Checks(2000, 100), Checks(2000, 200)) == "statements that fail: more"
    assert told(Checks(0), Checks(2000, 2000)) == "statements that fail: too few to tell (2000 of 2000 against 0 of 0)"


def test_one_version_alone_has_no_verdict() -> None:
    assert verdicts(compare([result(1)])) == []
    assert compare([]) == []
