"""Who may set up which digest, and what one would say today."""

from dataclasses import replace
from datetime import time

import pytest

from core.errors import NotFound, RequestError
from core.models import Channel
from tests.core.digests.stage import ANA, BEN, DIGEST, GENERAL, LAUNCH, NEWS, PLACE, SAID, Stage, day


@pytest.fixture
async def stage() -> Stage:
    return Stage()


@pytest.mark.parametrize("closed", [GENERAL, LAUNCH, NEWS])
async def test_who_may_not_read_a_channel_cannot_put_it_into_a_digest_or_post_there(
    stage: Stage, closed: Channel
) -> None:
    stage.audience.closed.add(closed.id)
    with pytest.raises(RequestError, match="You cannot read #"):
        await stage.digests.add(DIGEST, ANA)
    assert await stage.digests.list(*PLACE) == []


async def test_it_belongs_to_whoever_set_it_up_and_reports_from_then_on(stage: Stage) -> None:
    made = await stage.digests.add(replace(DIGEST, created_by=ANA), BEN)
    assert (made.created_by, made.since) == (BEN, stage.now)
    assert made.id
    assert await stage.digests.list(*PLACE) == [made]


async def test_only_its_creator_and_admins_change_or_remove_it(stage: Stage) -> None:
    made = await stage.digests.add(DIGEST, ANA)
    later = replace(made, at=time(17))
    for denied in (stage.digests.change(later, BEN), stage.digests.remove(*PLACE, made.id, BEN)):
        with pytest.raises(RequestError, match="Only Ana, who set it up, or an admin"):
            await denied
    assert (await stage.digests.change(later, BEN, admin=True)).created_by == ANA
    await stage.digests.remove(*PLACE, made.id, ANA)
    with pytest.raises(NotFound):
        await stage.digests.change(later, ANA)


async def test_an_admin_adds_no_channel_that_they_cannot_read(stage: Stage) -> None:
    made = await stage.digests.add(replace(DIGEST, channels=(GENERAL,)), ANA)
    stage.audience.closed.add(LAUNCH.id)
    with pytest.raises(RequestError, match="You cannot read #launch"):
        await stage.digests.change(replace(made, channels=(GENERAL, LAUNCH)), BEN, admin=True)
    stage.audience.closed.add(GENERAL.id)
    with pytest.raises(RequestError, match="You cannot read #general"):
        await stage.digests.change(replace(made, destination=LAUNCH), BEN, admin=True)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"days": ()}, "on which days"),
        ({"days": (7,)}, "on which days"),
        ({"channels": ()}, "which channels"),
        ({"zone": "Mars/Olympus"}, 'no time zone "Mars/Olympus"'),
        ({"zone": "../etc/passwd"}, "no time zone"),
        ({"max_words": 10_000}, "between 50 and 400 words"),
    ],
)
async def test_what_makes_no_sense_is_refused_with_a_sentence(stage: Stage, wrong: dict[str, object], why: str) -> None:
    with pytest.raises(RequestError, match=why):
        await stage.digests.add(replace(DIGEST, **wrong), ANA)  # type: ignore[arg-type]


async def test_when_the_hour_is_changed_the_windows_still_meet(stage: Stage) -> None:
    made = await stage.digests.add(DIGEST, ANA)
    await stage.at(day(3))
    stage.now = day(3, 12)
    await stage.digests.change(replace(made, at=time(17)), ANA)
    await stage.at(day(3, 17))
    first, second = stage.posted
    assert (first.window.until, second.window.since, second.window.until) == (day(3), day(3), day(3, 17))
    assert second.notes == ()


async def test_a_channel_that_is_added_is_told_from_then_on_and_the_others_without_a_gap(stage: Stage) -> None:
    made = await stage.digests.add(replace(DIGEST, channels=(GENERAL,)), ANA)
    await stage.at(day(3))
    for channel in (GENERAL, LAUNCH):
        await stage.says(channel, *SAID, at=day(3, 10))
    stage.now = day(3, 12)
    await stage.digests.change(replace(made, channels=(GENERAL, LAUNCH)), ANA)
    await stage.at(day(4))
    assert [s.channel for s in stage.posted[1].sections] == [GENERAL]
    assert stage.posted[1].quiet == (LAUNCH,)


async def test_a_paused_digest_says_nothing_and_begins_anew_afterwards(stage: Stage) -> None:
    made = await stage.digests.add(DIGEST, ANA)
    made = await stage.digests.change(replace(made, paused=True), ANA)
    await stage.says(GENERAL, *SAID, at=day(4))
    await stage.at(day(5))
    assert stage.posted == []
    await stage.digests.change(replace(made, paused=False), ANA)
    await stage.at(day(6))
    [post] = stage.posted
    assert (post.window.since, post.notes) == (day(5), ())


async def test_a_preview_is_todays_for_the_asker_alone_and_leaves_no_trace(stage: Stage) -> None:
    made = await stage.digests.add(DIGEST, ANA)
    await stage.says(GENERAL, *SAID, at=day(2, 14))
    await stage.says(LAUNCH, *SAID, at=day(2, 14))
    stage.audience.closed.add(LAUNCH.id)
    stage.now = day(2, 16)
    post = await stage.digests.preview(made, ANA)
    assert [s.channel for s in post.sections] == [GENERAL]
    assert post.left_out == 1
    assert [q.requester for q in stage.minutes.asked] == [ANA]
    assert (post.window.since, post.window.until) == (day(2), day(2, 16))
    assert stage.posted == []
    stage.audience.closed.clear()
    await stage.at(day(3))
    assert [s.channel for s in stage.posted[0].sections] == [GENERAL, LAUNCH]
    assert stage.posted[0].window.until == day(3)
