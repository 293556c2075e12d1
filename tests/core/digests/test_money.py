"""Digests when the money is spent: at their hour without a model, and once more when there is some again."""

from datetime import timedelta

import pytest

from core.ports import Entry, Usage
from tests.core.digests.stage import ANA, DIGEST, GENERAL, PLACE, SAID, Stage, day


@pytest.fixture
async def stage() -> Stage:
    it = Stage()
    await it.digests.add(DIGEST, ANA)
    return it


async def spend(stage: Stage) -> None:
    """All that the workspace may cost today."""
    await stage.ledger.settle(Entry(stage.now, *PLACE, "C1", "haiku", "summary", Usage(), 5.0, 5.0), 5.0)
    stage.minutes.offline = "the money is spent until 00:00 UTC on 4 March"


async def test_it_comes_at_its_hour_says_why_and_is_made_again_in_place_once(stage: Stage) -> None:
    await stage.says(GENERAL, *SAID, at=day(2, 14))
    stage.now = day(3)
    await spend(stage)
    await stage.at(day(3))
    assert stage.posted[0].notes == ("Made without a model: the money is spent until 00:00 UTC on 4 March.",)
    await stage.at(day(3, 23, 59))
    assert [what for what, _ in stage.publisher.history] == ["publish"]
    stage.minutes.offline = None
    await stage.at(day(4, 0))
    [post] = stage.posted
    assert [what for what, _ in stage.publisher.history] == ["publish", "change"]
    assert post.notes == (
        "This digest was made without a model at its hour, because the budget was spent; it has been made again.",
    )
    assert (post.window.since, post.window.until) == (day(2), day(3))
    await stage.at(day(4, 0) + timedelta(minutes=10))
    assert len(stage.publisher.history) == 2


async def test_the_next_one_tells_only_what_came_after(stage: Stage) -> None:
    stage.now = day(3)
    await stage.says(GENERAL, *SAID, at=day(2, 14))
    await spend(stage)
    for moment in (day(3), day(4, 0), day(4)):
        await stage.at(moment)
    assert len(stage.posted) == 2
    assert stage.posted[1].all_quiet


async def test_without_a_model_for_another_reason_it_stays_as_it_is(stage: Stage) -> None:
    await stage.says(GENERAL, *SAID, at=day(2, 14))
    stage.minutes.offline = "no model is set up"
    await stage.at(day(3))
    await stage.at(day(4, 8))
    assert [what for what, _ in stage.publisher.history] == ["publish"]


async def test_what_digests_cost_is_told_by_digest(stage: Stage) -> None:
    [digest] = await stage.digests.list(*PLACE)
    await stage.says(GENERAL, *SAID, at=day(2, 14))
    await stage.at(day(3))
    await stage.says(GENERAL, *SAID, at=day(3, 14))
    stage.minutes.cost = 0.03
    await stage.at(day(4))
    assert (await stage.digests.costs(*PLACE))[digest.id] == pytest.approx((0.03, 0.04))
